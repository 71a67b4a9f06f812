/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Executes statements in one transaction of a tenant's session, on H2 in memory, where nothing but the process itself takes time.
 * Belongs to one thread.
 */
final class AuditMeter implements AutoCloseable {

    private static final String TENANT = "t7";
    private static final int WARM_UP = 5_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SessionFactory factory;

    private AuditMeter(SessionFactory factory) {
        this.factory = factory;
    }

    /** What is looked at. */
    enum Way {
        NONE("no audit"),
        NATIVE("native queries"),
        ALL("native queries and JDBC");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        private Map<String, Object> settings() {
            return switch (this) {
                case NONE -> Map.of();
                case NATIVE -> Map.of(IsolationSettings.POLICY, "warn", IsolationSettings.JDBC, false);
                case ALL -> Map.of(IsolationSettings.POLICY, "warn");
            };
        }
    }

    /** Whose statement it is. */
    enum Origin {
        NATIVE("a native query"),
        HIBERNATE("a query in HQL");

        private final String title;

        Origin(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        private void execute(Session session) {
            var query = this == NATIVE
                    ? session.createNativeQuery("select name from Audited where id = 1 and tenant = 't7'", String.class)
                    : session.createSelectionQuery("select name from Audited where id = 1", String.class);
            query.getResultList();
        }
    }

    static AuditMeter open(Way way) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:audit-" + way + ";DB_CLOSE_DELAY=-1");
        var configuration = new HibernatePersistenceConfiguration("audit")
                .managedClass(Audited.class)
                .property(
                        TenancySettings.CATALOG,
                        InMemoryTenantCatalog.of(Tenant.active(TENANT, TenantPlacement.rows(TenantDatabases.MAIN))))
                .property(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, source))
                .property("jakarta.persistence.schema-generation.database.action", "drop-and-create");
        way.settings().forEach(configuration::property);
        return new AuditMeter(configuration.createEntityManagerFactory());
    }

    /** What one execution costs: the mean of what is allocated, and the median of the time. */
    Cost cost(Origin origin, int rounds) {
        try (var scope = Tenants.open(TENANT)) {
            return factory.fromTransaction(session -> cost(session, origin, rounds));
        }
    }

    private static Cost cost(Session session, Origin origin, int rounds) {
        for (var i = 0; i < WARM_UP; i++) {
            origin.execute(session);
        }
        var nanos = new long[rounds];
        var before = THREADS.getCurrentThreadAllocatedBytes();
        for (var i = 0; i < rounds; i++) {
            var start = System.nanoTime();
            origin.execute(session);
            nanos[i] = System.nanoTime() - start;
        }
        var bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) rounds;
        Arrays.sort(nanos);
        return new Cost(bytes, nanos[rounds / 2] / 1_000.0);
    }

    @Override
    public void close() {
        factory.close();
    }

    /** A row of a tenant. */
    @Entity(name = "Audited")
    static class Audited {

        @Id
        int id;

        @TenantId
        String tenant = "";

        String name = "";
    }
}
