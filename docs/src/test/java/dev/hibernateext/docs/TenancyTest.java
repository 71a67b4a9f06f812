/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.TenantSwitchException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admin.AdminQuery;
import dev.hibernateext.tenancy.admin.AdminQueryOptions;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.RetirementReason;
import dev.hibernateext.tenancy.affinity.StatementLimits;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.catalog.CachedTenantCatalog;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.JdbcTenantCatalog;
import dev.hibernateext.tenancy.catalog.NameTemplate;
import dev.hibernateext.tenancy.catalog.NewTenant;
import dev.hibernateext.tenancy.catalog.PlacementRules;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantRegistry;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.EvictionReason;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.pool.PoolListener;
import dev.hibernateext.tenancy.routing.LazyDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenancyTest {

    private static final String MAIN = "tenancy_main";

    private final List<TenancyEvent> events = new ArrayList<>();
    private final TenantRegistry registry = new JdbcTenantCatalog(database(MAIN));
    private SessionFactory sessionFactory;

    private static DataSource database(String name) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    @BeforeEach
    void start() {
        ((JdbcTenantCatalog) registry).createTable();
        TenancyAudit audit = events::add;

        var catalog = new CachedTenantCatalog(registry, Duration.ofSeconds(1), 10_000);
        var databases = new LazyDatabases(TenantPlacement.rows(MAIN), (region, name) -> database(name));

        sessionFactory = new HibernatePersistenceConfiguration("tenants")
                .managedClasses(Invoice.class, Currency.class)
                .property(TenancySettings.CATALOG, catalog)
                .property(TenancySettings.DATABASES, databases)
                .property(TenancySettings.AUDIT, audit)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .property("jakarta.persistence.create-database-schemas", "true")
                .createEntityManagerFactory();
    }

    @AfterEach
    void stop() throws Exception {
        sessionFactory.close();
        try (var connection = database(MAIN).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    private void register(String id, String plan) {
        var names = NameTemplate.of("tenant_{id}");
        var rules = PlacementRules.otherwise(tenant -> TenantPlacement.rows(MAIN))
                .when(
                        tenant -> tenant.plan().equals("team"),
                        tenant -> TenantPlacement.schema(MAIN, names.nameOf(tenant.key())))
                .when(
                        tenant -> tenant.plan().equals("enterprise"),
                        tenant -> TenantPlacement.database(names.nameOf(tenant.key())));

        var tenant = rules.place(new NewTenant(new TenantKey(id), plan, 0));
        TenantProvisioner.of(sessionFactory).create(tenant);
        registry.add(tenant);
    }

    @Test
    void worksForTenantsWhereverTheyLive() {
        register("acme", "free");
        register("globex", "team");
        register("initech", "enterprise");

        for (var id : List.of("acme", "globex", "initech")) {
            Tenants.run(id, () -> sessionFactory.inTransaction(session -> session.persist(new Invoice("of " + id))));
        }

        Tenants.run(
                "globex",
                () -> sessionFactory.inTransaction(session -> {
                    var invoices = session.createSelectionQuery("from Invoice", Invoice.class)
                            .getResultList();
                    assertThat(invoices).extracting(invoice -> invoice.text).containsExactly("of globex");
                }));
    }

    @Test
    void keepsFewPoolsOpen() throws SQLException {
        List<String> log = new ArrayList<>();
        var listener = new PoolListener() {
            @Override
            public void evicted(DatabaseName database, EvictionReason reason) {
                log.add("evicted " + database + ": " + reason);
            }
        };

        var limits =
                PoolLimits.atMost(50).withIdleTimeout(Duration.ofMinutes(5)).withWaitTimeout(Duration.ofSeconds(5));
        var pools = DatabasePools.open(
                DatabasePoolSettings.of(TenantPlacement.rows(MAIN), limits, database -> database(database.database()))
                        .withListener(listener));

        try (var connection = pools.connection(Tenant.active("acme", TenantPlacement.database("acme")))) {
            assertThat(connection.isValid(1)).isTrue();
        }
        pools.evict(TenantPlacement.database("acme"));
        for (var pool : pools.status().pools()) {
            log.add(pool.database() + " lends " + pool.leases() + ", used " + pool.lastUse());
        }
        pools.close();
        assertThat(log).contains("evicted default/acme: REQUESTED");
    }

    @Test
    void opensNoSessionWithoutTenant() {
        assertThatThrownBy(sessionFactory::openSession).isInstanceOf(NoTenantException.class);
    }

    @Test
    void switchesWithPermissionOnly() {
        register("acme", "free");
        register("globex", "free");
        try (var scope = Tenants.open("acme")) {
            assertThatThrownBy(() -> Tenants.open("globex")).isInstanceOf(TenantSwitchException.class);

            var permission = new TenantPermission(new Actor("support"), "ticket 4711");
            try (var other = Tenants.override(permission, new TenantKey("globex"))) {
                sessionFactory.inTransaction(session -> session.persist(new Invoice("credit")));
            }
        }
        assertThat(events).hasSize(1).first().isInstanceOf(TenancyEvent.Overridden.class);
    }

    @Test
    void carriesTenantToOtherThreads() {
        register("acme", "free");
        var pool = Executors.newFixedThreadPool(1);
        try (var scope = Tenants.open("acme")) {
            var count = CompletableFuture.supplyAsync(
                    () -> sessionFactory.fromTransaction(
                            session -> session.createSelectionQuery("select count(*) from Invoice", Long.class)
                                    .getSingleResult()),
                    Contexts.wrap(pool));
            assertThat(count.join()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void readsSharedTablesFromEveryTenantInTheDatabase() {
        register("acme", "free");
        register("globex", "team");
        try (var scope = Tenants.openShared()) {
            sessionFactory.inTransaction(session -> session.persist(new Currency("CHF")));
        }
        for (var id : List.of("acme", "globex")) {
            Tenants.run(
                    id,
                    () -> sessionFactory.inTransaction(session ->
                            assertThat(session.find(Currency.class, "CHF")).isNotNull()));
        }
    }

    @Test
    void keepsConnectionsForTenantsInSchemas() throws Exception {
        var limits = AffinityLimits.of(20).withTenantsPerConnection(100);
        var affine = new AffineDatabases(TenantDatabases.single(MAIN, database(MAIN)), limits);
        try {
            var tenant = Tenant.active("globex", TenantPlacement.schema(MAIN, "tenant_globex"));
            affine.connection(tenant).close();
            affine.connection(tenant).close();

            affine.schemaChanged(new TenantKey("globex"));
            affine.connection(tenant).close();

            for (var status : affine.status()) {
                assertThat(status.checkouts()).isEqualTo(3);
                assertThat(status.affine()).isEqualTo(1);
                assertThat(status.retired()).containsOnlyKeys(RetirementReason.SCHEMA_CHANGED);
            }
        } finally {
            affine.close();
        }
    }

    @Test
    void keepsPreparedStatementsOfTenants() throws Exception {
        var limits = AffinityLimits.of(20);
        var statements = new StatementLimits(50, Duration.ofMinutes(10));
        var bounded = new AffineDatabases(
                TenantDatabases.single(MAIN, database(MAIN)), limits, statements, Clock.systemUTC());
        try (var connection =
                        bounded.connection(Tenant.active("globex", TenantPlacement.schema(MAIN, "tenant_globex")));
                var statement = connection.prepareStatement("select 1")) {
            statement.execute();
            statement.close();

            assertThat(bounded.status().get(0).statements()).isOne();
        } finally {
            bounded.close();
        }
    }

    @Test
    void letsAdministratorsSeeAllTenants() {
        register("acme", "free");
        register("globex", "free");
        Tenants.run("acme", () -> sessionFactory.inTransaction(session -> session.persist(new Invoice("one"))));
        Tenants.run("globex", () -> sessionFactory.inTransaction(session -> session.persist(new Invoice("two"))));

        var permission = new TenantPermission(new Actor("controller"), "monthly report");
        var count = TenantAdmin.of(sessionFactory)
                .call(
                        permission,
                        session -> session.createSelectionQuery("select count(*) from Invoice", Long.class)
                                .getSingleResult());

        assertThat(count).isEqualTo(2);
        assertThat(events).hasSize(2);
    }

    @Test
    void asksAllTenants() {
        register("acme", "free");
        register("globex", "team");
        Tenants.run("acme", () -> sessionFactory.inTransaction(session -> session.persist(new Invoice("one"))));
        var lines = new ArrayList<String>();

        var permission = new TenantPermission(new Actor("controller"), "monthly report");
        var report = AdminQuery.of(
                        sessionFactory,
                        "select count(*), max(i.text) from Invoice i where i.text <> :draft",
                        Sales.class)
                .withParameter("draft", "draft")
                .with(AdminQueryOptions.DEFAULT.withTimeout(Duration.ofMinutes(1)))
                .forEach(permission, row -> lines.add(row.tenant().value() + ": " + row.value()));

        for (var failure : report.failures()) {
            lines.add(failure.tenant().value() + ": " + failure.error().code());
        }

        assertThat(report.isComplete()).isTrue();
        assertThat(lines)
                .containsExactlyInAnyOrder("acme: Sales[invoices=1, last=one]", "globex: Sales[invoices=0, last=null]");
    }

    record Sales(long invoices, String last) {}

    @Entity(name = "Invoice")
    static class Invoice extends TenantEntity {

        @Id
        @GeneratedValue
        long id;

        String text;

        Invoice() {}

        Invoice(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Currency")
    @Table(name = "currency", schema = "shared")
    @SharedAmongTenants
    static class Currency {

        @Id
        String code;

        Currency() {}

        Currency(String code) {
            this.code = code;
        }
    }
}
