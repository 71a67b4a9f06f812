/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.TenantAssignedException;
import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.TenantSwitchException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = TenantFleet.Settings.class)
class TenantAdminIT {

    private static final TenantPermission SUPPORT = new TenantPermission(new Actor("root"), "ticket 7");
    private static final String COUNT = "select count(*) from Bill";

    @BeforeEach
    void begin(SessionFactory factory) {
        RecordedAudit.of(factory).clear();
    }

    @Test
    void seesAndChangesRowsOfAllTenants(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = withBills(fleet);
        TenantAdmin.of(scope.factory()).run(SUPPORT, session -> {
            assertThat(count(session)).isEqualTo(2);
            assertThat(session.find(Bill.class, 2L).getTenantId()).isEqualTo(tenants[1]);
            session.find(Bill.class, 1L).cents = 7;
        });

        assertThat(fleet.<Long>from(tenants[0], session -> session.find(Bill.class, 1L).cents))
                .isEqualTo(7);
        assertThat(fleet.from(tenants[0], TenantAdminIT::count)).isEqualTo(1);
    }

    @Test
    void writesDownWhoWorkedAndWhy(SessionFactory factory) {
        TenantAdmin.of(factory).run(SUPPORT, TenantAdminIT::count);

        assertThat(RecordedAudit.of(factory).events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                TenancyEvent.Permitted.class,
                                permitted -> assertThat(permitted.permission()).isEqualTo(SUPPORT)))
                .satisfies(
                        events -> assertThat(events.get(0)).isInstanceOf(TenancyEvent.Entered.class),
                        events -> assertThat(events.get(1))
                                .isInstanceOfSatisfying(
                                        TenancyEvent.Left.class,
                                        left -> assertThat(left.completed()).isTrue()));
    }

    @Test
    void rollsBackWhatThrowsAndWritesThatDown(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = withBills(fleet);
        assertThatThrownBy(() -> TenantAdmin.of(scope.factory()).run(SUPPORT, session -> {
                    session.find(Bill.class, 1L).cents = 7;
                    session.flush();
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(fleet.<Long>from(tenants[0], session -> session.find(Bill.class, 1L).cents))
                .isEqualTo(1);
        assertThat(RecordedAudit.of(scope.factory()).events())
                .last()
                .isInstanceOfSatisfying(
                        TenancyEvent.Left.class,
                        left -> assertThat(left.completed()).isFalse());
    }

    @Test
    void beginsNothingThatCannotBeWrittenDown(SessionFactory factory) {
        RecordedAudit.of(factory).refuse();
        var worked = new ArrayList<String>();

        assertThatThrownBy(() -> TenantAdmin.of(factory).run(SUPPORT, session -> worked.add("work")))
                .hasMessage("The audit is full");
        assertThat(worked).isEmpty();
    }

    @Test
    void needsAnAudit(SessionFactoryScope scope) {
        try (var without = scope.openAnother(settings -> settings.remove(TenancySettings.AUDIT))) {
            assertThatThrownBy(() -> TenantAdmin.of(without.factory()))
                    .isInstanceOf(TenancyConfigurationException.class)
                    .hasMessageContaining(TenancySettings.AUDIT);
        }
    }

    @Test
    void reachesNoSessionThatIsNotItsOwn(SessionFactory factory) {
        TenantAdmin.of(factory).run(SUPPORT, session -> {
            assertThatThrownBy(factory::openSession).isInstanceOf(NoTenantException.class);
            assertThatThrownBy(factory::openStatelessSession).isInstanceOf(NoTenantException.class);
            assertThatThrownBy(() -> CompletableFuture.runAsync(Contexts.wrap((Runnable) factory::openSession))
                            .join())
                    .hasCauseInstanceOf(NoTenantException.class);
            assertThatThrownBy(Tenants::current).isInstanceOf(NoTenantException.class);
            assertThatThrownBy(() -> Tenants.open("acme")).isInstanceOf(TenantSwitchException.class);
        });
    }

    @Test
    void cannotBeEnteredByName(SessionFactory factory) {
        var seen = TenantAdmin.of(factory)
                .call(SUPPORT, session -> Contexts.current().tenant());
        for (var key : new TenantKey[] {seen, new TenantKey(":all"), new TenantKey(":all:1")}) {
            try (var scope = Contexts.open(Contexts.current().withTenant(key))) {
                assertThatThrownBy(factory::openSession).isInstanceOf(UnknownTenantException.class);
            }
        }
        assertThatThrownBy(factory::openSession).isInstanceOf(NoTenantException.class);
    }

    @Test
    void asksForTenantOfWhatIsInserted(SessionFactory factory) {
        assertThatThrownBy(() -> TenantAdmin.of(factory).run(SUPPORT, session -> session.persist(new Bill(9))))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenantAssignedException.class))
                        .isNotNull());
    }

    @Test
    void writesDownSessionsOfTenantsPutInForceOverOthers(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = withBills(fleet);
        Tenants.run(tenants[0], () -> {
            try (var other = Tenants.override(SUPPORT, new TenantKey(tenants[1]))) {
                assertThat(scope.factory().fromTransaction(TenantAdminIT::count))
                        .isEqualTo(1);
            }
        });

        assertThat(RecordedAudit.of(scope.factory()).events())
                .singleElement()
                .isInstanceOfSatisfying(TenancyEvent.Overridden.class, event -> {
                    assertThat(event.tenant()).isEqualTo(new TenantKey(tenants[1]));
                    assertThat(event.permission()).isEqualTo(SUPPORT);
                });
    }

    @Test
    void refusesRowsOfTenantsInSharedScope(SessionFactory factory) {
        try (var shared = Tenants.openShared()) {
            assertThatThrownBy(() -> factory.fromTransaction(TenantAdminIT::count))
                    .satisfies(TenantAdminIT::isWithoutTenant);
            assertThatThrownBy(() -> factory.fromTransaction(session -> session.find(Bill.class, 1L)))
                    .satisfies(TenantAdminIT::isWithoutTenant);
            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Bill(3))))
                    .satisfies(TenantAdminIT::isWithoutTenant);
        }
    }

    private static void isWithoutTenant(Throwable error) {
        assertThat(HibernateExtException.findIn(error, TenantMissingException.class))
                .isNotNull();
    }

    private static String[] withBills(TenantFleet fleet) {
        var tenants = new String[] {fleet.inRows(), fleet.inRows()};
        fleet.in(tenants[0], session -> session.persist(new Bill(1)));
        fleet.in(tenants[1], session -> session.persist(new Bill(2)));
        return tenants;
    }

    private static long count(Session session) {
        return session.createSelectionQuery(COUNT, Long.class).getSingleResult();
    }

    @Entity(name = "Bill")
    static class Bill extends TenantEntity {

        @Id
        long id;

        long cents = 1;

        Bill() {}

        Bill(long id) {
            this.id = id;
        }
    }
}
