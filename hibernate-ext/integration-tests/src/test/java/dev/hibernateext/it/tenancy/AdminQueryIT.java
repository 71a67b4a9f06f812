/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static dev.hibernateext.it.tenancy.AskedTenants.CONTROLLER;
import static dev.hibernateext.it.tenancy.AskedTenants.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.tenancy.AskedTenants.Sale;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.admin.AdminQuery;
import dev.hibernateext.tenancy.admin.AdminQueryException;
import dev.hibernateext.tenancy.admin.AdminQueryOptions;
import dev.hibernateext.tenancy.admin.AdminQueryProgress;
import dev.hibernateext.tenancy.admin.AdminQueryReport.End;
import dev.hibernateext.tenancy.admin.TenantQueryException;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.catalog.TenantStatus;
import dev.hibernateext.tenancy.catalog.TenantUnavailableException;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {AskedTenants.Sale.class, AskedTenants.SaleLine.class},
        contributors = AskedTenants.Settings.class)
class AdminQueryIT {

    private static final String COUNT = "select count(*) from Sale";

    record Totals(long count, Long amount) {}

    @BeforeEach
    void begin(SessionFactory factory) {
        RecordedAudit.of(factory).clear();
    }

    private static void sell(TenantFleet fleet, String tenant, int sales, long from) {
        fleet.in(tenant, session -> {
            for (var i = 0; i < sales; i++) {
                session.persist(new Sale(from + i, "k" + i, 10 + i));
            }
        });
    }

    @Test
    void asksTenantsInRowsByOneStatement(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inRows(), fleet.inRows(), fleet.inRows());
        for (var i = 0; i < 3; i++) {
            sell(fleet, tenants.get(i), i + 1, 100L * i);
        }
        var watched = WatchedDatabases.of(scope.factory());
        watched.clear();

        var answered = ask(AdminQuery.of(scope.factory(), "select count(*), sum(s.amount) from Sale s", Totals.class)
                .forTenants(tenants.stream().map(TenantKey::new).toList()));

        assertThat(answered.of(tenants.get(0))).containsExactly(new Totals(1, 10L));
        assertThat(answered.of(tenants.get(2))).containsExactly(new Totals(3, 33L));
        assertThat(answered.report().statements()).isEqualTo(watched.executed().size());
        assertThat(watched.executed())
                .filteredOn(sql -> sql.startsWith("select"))
                .singleElement()
                .asString()
                .contains("group by");
    }

    @Test
    void listsTenantsThatFailAndGivesAllOthers(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var keys = new ArrayList<TenantKey>();
        for (var i = 0; i < 6; i++) {
            keys.add(new TenantKey(fleet.inSchema()));
            sell(fleet, keys.get(i).value(), i, 0);
        }
        var broken = keys.get(3);
        fleet.in(broken.value(), session -> {
            session.createNativeMutationQuery("drop table SaleLine").executeUpdate();
            session.createNativeMutationQuery("drop table Sale").executeUpdate();
        });
        var suspended = fleet.inRows();
        var known = fleet.catalog().require(new TenantKey(suspended));
        fleet.catalog().replace(known, known.withStatus(TenantStatus.SUSPENDED));
        keys.add(known.key());
        keys.add(new TenantKey("nobody"));

        var answered = ask(AdminQuery.of(scope.factory(), COUNT, Long.class).forTenants(keys));

        for (var i = 0; i < 6; i++) {
            if (i != 3) {
                assertThat(answered.of(keys.get(i).value())).containsExactly((long) i);
            }
        }
        assertThat(answered.report().answered()).isEqualTo(5);
        assertThat(answered.report().asked()).isEqualTo(8);
        assertThat(answered.report().failures())
                .anySatisfy(failure -> {
                    assertThat(failure.tenant()).isEqualTo(broken);
                    assertThat(failure.error()).isInstanceOf(TenantQueryException.class);
                    assertThat(failure.error().getMessage())
                            .contains("SQLSTATE")
                            .doesNotContain("Sale");
                })
                .anySatisfy(failure -> assertThat(failure.error()).isInstanceOf(TenantUnavailableException.class))
                .anySatisfy(failure -> assertThat(failure.error()).isInstanceOf(UnknownTenantException.class))
                .hasSize(3);
    }

    @Test
    void refusesWhatIsNoSelection(SessionFactory factory) {
        for (var hql :
                List.of("delete from Sale", "update Sale set amount = 0", "nonsense", "select x from Nothing x")) {
            assertThatThrownBy(() -> AdminQuery.of(factory, hql, Object[].class))
                    .isInstanceOf(AdminQueryException.class);
        }
        assertThatThrownBy(() -> AdminQuery.of(factory, "select id, kind from Sale", Long.class))
                .isInstanceOf(AdminQueryException.class);
        assertThatThrownBy(() -> ask(AdminQuery.of(factory, "select id from Sale where id = :id", Long.class)))
                .isInstanceOf(AdminQueryException.class)
                .hasMessageContaining("'id'");
        assertThatThrownBy(() -> ask(AdminQuery.of(factory, COUNT, Long.class).withParameter("id", 1)))
                .isInstanceOf(AdminQueryException.class);
        assertThat(RecordedAudit.of(factory).events()).isEmpty();
    }

    @Test
    void writesDownWhoAskedWhyAndHowMany(SessionFactoryScope scope) {
        var tenant = new TenantKey(TenantFleet.of(scope).inSchema());
        ask(AdminQuery.of(scope.factory(), COUNT, Long.class).forTenants(List.of(tenant, new TenantKey("nobody"))));

        assertThat(RecordedAudit.of(scope.factory()).events())
                .satisfiesExactly(
                        entered -> assertThat(entered).isInstanceOf(TenancyEvent.Entered.class),
                        queried -> assertThat(queried).isInstanceOfSatisfying(TenancyEvent.Queried.class, event -> {
                            assertThat(event.permission()).isEqualTo(CONTROLLER);
                            assertThat(List.of(event.asked(), event.answered(), event.failed()))
                                    .containsExactly(2, 1, 1);
                        }),
                        left -> assertThat(left)
                                .isInstanceOfSatisfying(
                                        TenancyEvent.Left.class,
                                        event -> assertThat(event.completed()).isTrue()));
    }

    @Test
    void asksNobodyWhereNothingCanBeWrittenDown(SessionFactoryScope scope) {
        TenantFleet.of(scope).inRows();
        var watched = WatchedDatabases.of(scope.factory());
        watched.clear();
        RecordedAudit.of(scope.factory()).refuse();

        assertThatThrownBy(() -> ask(AdminQuery.of(scope.factory(), COUNT, Long.class)))
                .hasMessage("The audit is full");
        assertThat(watched.executed()).isEmpty();
        try (var without = scope.openAnother(settings -> settings.remove(TenancySettings.AUDIT))) {
            assertThatThrownBy(() -> AdminQuery.of(without.factory(), COUNT, Long.class))
                    .isInstanceOf(TenancyConfigurationException.class);
        }
    }

    @Test
    void stopsWhenNobodyWantsMore(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inDatabase(), fleet.inDatabase(), fleet.inDatabase(), fleet.inDatabase());
        var enough = new AtomicBoolean();
        var progress = new ArrayList<AdminQueryProgress>();
        var options = AdminQueryOptions.DEFAULT
                .overConnections(1)
                .until(enough::get)
                .onProgress(told -> {
                    progress.add(told);
                    enough.set(true);
                });

        var answered = ask(AdminQuery.of(scope.factory(), COUNT, Long.class)
                .forTenants(tenants.stream().map(TenantKey::new).toList())
                .with(options));

        assertThat(answered.report().end()).isEqualTo(End.CANCELLED);
        assertThat(answered.report().answered()).isOne();
        assertThat(progress).containsExactly(new AdminQueryProgress(1, 0, 1));
    }

    @Test
    void passesOnWhatTheListenerThrows(SessionFactoryScope scope) {
        var tenant = new TenantKey(TenantFleet.of(scope).inRows());

        assertThatThrownBy(() -> AdminQuery.of(scope.factory(), COUNT, Long.class)
                        .forTenants(List.of(tenant))
                        .forEach(CONTROLLER, row -> {
                            throw new UnsupportedOperationException("full");
                        }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(RecordedAudit.of(scope.factory()).events())
                .last()
                .isInstanceOfSatisfying(
                        TenancyEvent.Left.class,
                        left -> assertThat(left.completed()).isFalse());
    }

    @Test
    void givesRowsInTheContextOfTheCaller(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var keys = List.of(new TenantKey(fleet.inRows()), new TenantKey(fleet.inDatabase()));
        var refused = new ArrayList<TenantKey>();
        AdminQuery.of(scope.factory(), COUNT, Long.class).forTenants(keys).forEach(CONTROLLER, row -> {
            assertThatThrownBy(scope.factory()::openSession).isInstanceOf(NoTenantException.class);
            refused.add(row.tenant());
        });

        assertThat(refused).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void selectsEntitiesOfTenantsWithTheSameKeys(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inSchema(), fleet.inSchema());
        tenants.forEach(tenant -> fleet.in(tenant, session -> session.persist(new Sale(1, tenant, 1))));

        var answered = ask(AdminQuery.of(scope.factory(), "from Sale", Sale.class)
                .forTenants(tenants.stream().map(TenantKey::new).toList()));

        for (var tenant : tenants) {
            assertThat(answered.of(tenant)).extracting(sale -> sale.kind).containsExactly(tenant);
        }
    }

    @Test
    void asksCriteriaWhichMayBeAboutTheTenant(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inSchema(), fleet.inRows());
        for (var i = 0; i < 2; i++) {
            sell(fleet, tenants.get(i), 2, 1000);
        }
        var builder = scope.factory().getCriteriaBuilder();
        var query = builder.createQuery(Object[].class);
        var sale = query.from(Sale.class);
        query.select(builder.array(builder.count(sale), builder.max(sale.<Integer>get("amount"))))
                .where(builder.equal(sale.get("tenantId"), tenants.get(0)));

        var answered = ask(AdminQuery.of(scope.factory(), query)
                .forTenants(tenants.stream().map(TenantKey::new).toList()));

        assertThat(answered.of(tenants.get(0))).containsExactly(new Object[] {2L, 11});
        assertThat(answered.of(tenants.get(1))).containsExactly(new Object[] {0L, null});
    }
}
