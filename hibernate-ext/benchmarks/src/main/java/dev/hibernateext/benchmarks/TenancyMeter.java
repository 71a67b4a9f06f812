/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.rls.RowLevelSecurity;
import dev.hibernateext.tenancy.rls.SignedTokens;
import dev.hibernateext.tenancy.rls.TenantSecret;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads a table of {@link #ROWS} rows of {@link #TENANTS} tenants, in one transaction each time. Belongs to one thread. */
final class TenancyMeter {

    static final int ROWS = 1_000_000;
    static final int TENANTS = 1_000;

    private static final String ROLE = "tenancy_app";
    private static final String SCHEMA = "tenant_7";
    private static final TenantSecret SECRET = TenantSecret.of(new byte[TenantSecret.MIN_BYTES]);
    private static final int WARM_UP = 3_000;

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DatabaseUnderTest owner;
    private final DatabaseUnderTest application;
    private final RowLevelSecurity security;
    private final PostgresqlTenantState state =
            PostgresqlTenantState.create().withRowLevelSecurity(SignedTokens.signedWith(SECRET));

    private TenancyMeter(DatabaseUnderTest owner, RowLevelSecurity security) {
        this.owner = owner;
        this.security = security;
        this.application = new DatabaseUnderTest(owner.kind(), owner.url(), ROLE, "app");
    }

    /**
     * What a transaction costs.
     *
     * @param roundTrips times the driver waited
     * @param bytes allocated by the thread
     * @param micros the median
     */
    record Cost(double roundTrips, double bytes, double micros) {}

    /**
     * What a statement costs the database.
     *
     * @param buffers touched by all of the plan
     * @param index whether the plan has an index condition on the tenant
     * @param micros the median
     */
    record Read(double buffers, boolean index, double micros) {}

    /** Work in a transaction that somebody else begins and ends. */
    interface Work {

        void run(Connection connection) throws SQLException;
    }

    static TenancyMeter open(DatabaseUnderTest database) throws SQLException {
        try (var factory = factory(database);
                var connection = database.connect()) {
            factory.getSchemaManager().exportMappedObjects(false);
            var security = RowLevelSecurity.of(factory, ROLE);
            execute(connection, List.of("create role " + ROLE + " login password 'app'"));
            execute(connection, security.statements());
            execute(connection, security.keyStatements());
            security.install(connection, SECRET);
            execute(
                    connection,
                    List.of(
                            """
                            insert into tenant_track (id, tenant, name)
                            select i, 't' || i %% %1$d, 'Track ' || i / %1$d from generate_series(1, %2$d) i
                            """.formatted(TENANTS, ROWS),
                            "create schema " + SCHEMA,
                            "create table " + SCHEMA
                                    + ".tenant_track as select * from tenant_track where tenant = 't7'",
                            "create index on " + SCHEMA + ".tenant_track (id)",
                            "grant usage on schema " + SCHEMA + " to " + ROLE,
                            "grant select on " + SCHEMA + ".tenant_track to " + ROLE,
                            "vacuum analyze"));
            return new TenancyMeter(database, security);
        }
    }

    private static SessionFactory factory(DatabaseUnderTest database) {
        return new HibernatePersistenceConfiguration("tenants")
                .managedClass(TenantTrack.class)
                .property("jakarta.persistence.jdbc.url", database.url())
                .property("jakarta.persistence.jdbc.user", database.user())
                .property("jakarta.persistence.jdbc.password", database.password())
                .createEntityManagerFactory();
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Measures one transaction of a way to be for a tenant. */
    Cost cost(TenancyWay way, int rounds) throws SQLException {
        var roundTrips = roundTrips(way);
        try (var connection = connect(way)) {
            for (var i = 0; i < WARM_UP; i++) {
                way.transaction(this, connection);
            }
            var nanos = new long[rounds];
            var before = THREADS.getCurrentThreadAllocatedBytes();
            for (var i = 0; i < rounds; i++) {
                var start = System.nanoTime();
                way.transaction(this, connection);
                nanos[i] = System.nanoTime() - start;
            }
            var bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) rounds;
            return new Cost(roundTrips, bytes, median(nanos));
        }
    }

    private Connection connect(TenancyWay way) throws SQLException {
        return way.isPastPolicies() ? owner.connect() : application.connect();
    }

    private double roundTrips(TenancyWay way) throws SQLException {
        try (var source = new TestDataSource(way.isPastPolicies() ? owner : application);
                var connection = source.getConnection()) {
            for (var i = 0; i < 10; i++) {
                way.transaction(this, connection);
            }
            source.recorder().clear();
            way.transaction(this, connection);
            return source.recorder().roundTrips();
        }
    }

    /** In the state of tenant t7, in a schema or among rows. */
    void serve(Connection pooled, boolean inSchema, Work work) throws SQLException {
        var placement = inSchema ? TenantPlacement.schema("main", SCHEMA) : TenantPlacement.rows("main");
        var entered = state.enter(pooled, Tenant.active("t7", placement));
        inTransaction(entered, work);
        state.leave(entered);
    }

    static void inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        work.run(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Looks for holes, as a factory does when it starts. */
    Cost check(int rounds) throws SQLException {
        try (var source = new TestDataSource(application);
                var connection = source.getConnection()) {
            security.check(connection).findings();
            source.recorder().clear();
            security.check(connection).findings();
            var roundTrips = source.recorder().roundTrips();
            var nanos = new long[rounds];
            var before = THREADS.getCurrentThreadAllocatedBytes();
            for (var i = 0; i < rounds; i++) {
                var start = System.nanoTime();
                security.check(connection).findings();
                nanos[i] = System.nanoTime() - start;
            }
            var bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) rounds;
            return new Cost(roundTrips, bytes, median(nanos));
        }
    }

    /** Measures one statement, as the application below policies or past them. */
    Read read(String sql, boolean belowPolicies, int rounds) throws SQLException {
        try (var connection = belowPolicies ? application.connect() : owner.connect()) {
            var nanos = new long[rounds];
            var plan = new StringBuilder();
            Work work = entered -> {
                explain(entered, sql, plan);
                for (var i = 0; i < rounds; i++) {
                    nanos[i] = time(entered, sql);
                }
            };
            if (belowPolicies) {
                serve(connection, false, work);
            } else {
                inTransaction(connection, work);
            }
            return new Read(buffers(plan), plan.toString().matches("(?s).*Index Cond: \\(.*tenant.*"), median(nanos));
        }
    }

    /** Twice, since the first finds nothing cached. */
    private static void explain(Connection connection, String sql, StringBuilder plan) throws SQLException {
        time(connection, sql);
        try (var statement = connection.prepareStatement("explain (analyze, buffers) " + sql);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
    }

    private static long time(Connection connection, String sql) throws SQLException {
        var start = System.nanoTime();
        try (var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("Nothing was read.");
            }
        }
        return System.nanoTime() - start;
    }

    /** The first line is that of the topmost node, which counts all below it. */
    private static double buffers(CharSequence plan) {
        var line = BUFFERS.matcher(plan);
        if (!line.find()) {
            throw new IllegalStateException("A plan without buffers.");
        }
        return number(line.group(1)) + number(line.group(2));
    }

    private static double number(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1_000.0;
    }
}
