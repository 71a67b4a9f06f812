/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.AffinityStatus;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Reads a row of a table of a tenant in a schema, another tenant and table each time, in one transaction each time. */
final class SchemaMeter {

    static final int FEW_CONNECTIONS = 10;
    static final int CONNECTIONS = 20;
    static final int THREADS = 8;
    static final int SECONDS = 15;
    static final int FEW_SWITCHES = 10;

    static final int TABLES = 10;

    /** A transaction holds two locks for each table; the server has room for 6 400. */
    private static final int SCHEMAS_AT_A_TIME = 200;

    static final int COUNTED = 1_000;
    private static final long SEED = 20_261_121;
    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final double BYTES_OF_A_MEGABYTE = 1024.0 * 1024.0;

    private static final String CREATE = """
            do $$ begin
                for i in %d..%d loop
                    execute format('create schema tenant_%%s', i);
                    for t in 0..%d loop
                        execute format('create table tenant_%%s.note_%%s (id bigint primary key, text varchar(20))', i, t);
                        execute format('insert into tenant_%%1$s.note_%%2$s values (1, ''of %%1$s'')', i, t);
                    end loop;
                end loop;
            end $$""";

    private static final String MEMORY = "select sum(total_bytes) from pg_backend_memory_contexts";

    private final DatabaseUnderTest database;
    private final int tenants;
    private final PostgresqlTenantState state = PostgresqlTenantState.create();

    private SchemaMeter(DatabaseUnderTest database, int tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /** Whom each transaction is for. */
    enum Traffic {
        /** All tenants alike. */
        UNIFORM,
        /** The k-th tenant k times as seldom as the first. */
        ZIPF
    }

    /**
     * What some seconds of traffic came to.
     *
     * @param perSecond transactions
     * @param affine share of those that got a connection which knew the tenant; NaN if nobody counts
     * @param megabytes of the backend that has most, in its memory contexts
     */
    record Load(double perSecond, double affine, double megabytes) {}

    /** In a database of their own. */
    static SchemaMeter of(DatabaseUnderTest database, int tenants) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var first = 0; first < tenants; first += SCHEMAS_AT_A_TIME) {
                statement.execute(
                        CREATE.formatted(first, Math.min(tenants, first + SCHEMAS_AT_A_TIME) - 1, TABLES - 1));
            }
            statement.execute("vacuum analyze");
        }
        return new SchemaMeter(database, tenants);
    }

    DatabaseUnderTest database() {
        return database;
    }

    /** Round trips of a transaction where so many of a hundred are for another tenant than the one before. */
    double roundTrips(SchemaWay way, int switches) throws SQLException {
        var config = new HikariConfig();
        config.setMaximumPoolSize(FEW_CONNECTIONS);
        config.setSchema("tenant_0");
        try (var source = new TestDataSource(database)) {
            config.setDataSource(source);
            return roundTrips(way, switches, source, config);
        }
    }

    private double roundTrips(SchemaWay way, int switches, TestDataSource source, HikariConfig config)
            throws SQLException {
        try (var pool = new HikariDataSource(config);
                var pools = open(way, pool, FEW_CONNECTIONS)) {
            var random = new Random(SEED);
            var tenant = 0;
            for (var i = 0; i < 2 * COUNTED; i++) {
                if (i == COUNTED) {
                    source.recorder().clear();
                }
                tenant = random.nextInt(100) < switches ? random.nextInt(tenants) : tenant;
                read(pools, way, tenant, random.nextInt(TABLES));
            }
            return source.recorder().roundTrips() / (double) COUNTED;
        }
    }

    /** Median milliseconds of a transaction a millisecond of network away, where ten of a hundred are for another tenant. */
    double millis(SchemaWay way, DatabaseUnderTest distant) throws SQLException {
        try (var pool = new HikariDataSource(config(distant, FEW_CONNECTIONS));
                var pools = open(way, pool, FEW_CONNECTIONS)) {
            var random = new Random(SEED);
            var tenant = 0;
            var millis = new double[COUNTED];
            for (var i = -COUNTED; i < COUNTED; i++) {
                tenant = random.nextInt(100) < FEW_SWITCHES ? random.nextInt(tenants) : tenant;
                var table = random.nextInt(TABLES);
                var begin = System.nanoTime();
                read(pools, way, tenant, table);
                millis[Math.max(i, 0)] = (System.nanoTime() - begin) / NANOS_OF_A_MILLI;
            }
            Arrays.sort(millis);
            return millis[COUNTED / 2];
        }
    }

    /** Traffic of {@link #THREADS} threads for {@link #SECONDS} seconds, after each table of each tenant was read once. */
    Load load(SchemaWay way, Traffic traffic) throws SQLException {
        try (var pool = new HikariDataSource(config(database, CONNECTIONS));
                var pools = open(way, pool, CONNECTIONS)) {
            readAll(pools, way);
            var before = pools.affinity();
            var done = run(pools, way, traffic);
            var after = pools.affinity();
            var affine = (double) (after[1] - before[1]) / (after[0] - before[0]);
            return new Load(done / (double) SECONDS, affine, megabytes(pools, way));
        }
    }

    private static HikariConfig config(DatabaseUnderTest database, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(connections);
        config.setSchema("tenant_0");
        return config;
    }

    private void readAll(Pools pools, SchemaWay way) {
        work(thread -> {
            for (var tenant = thread; tenant < tenants; tenant += THREADS) {
                for (var table = 0; table < TABLES; table++) {
                    read(pools, way, tenant, table);
                }
            }
        });
    }

    private long run(Pools pools, SchemaWay way, Traffic traffic) {
        var done = new LongAdder();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        work(thread -> {
            var next = tenantsOf(traffic, SEED + thread);
            var tables = new Random(SEED - thread);
            while (System.nanoTime() < end) {
                read(pools, way, next.applyAsInt(0), tables.nextInt(TABLES));
                done.increment();
            }
        });
        return done.sum();
    }

    /** What a thread does. */
    @FunctionalInterface
    private interface Work {
        void of(int thread) throws SQLException;
    }

    private static void work(Work work) {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> checked(work, thread), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    private static void checked(Work work, int thread) {
        try {
            work.of(thread);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private IntUnaryOperator tenantsOf(Traffic traffic, long seed) {
        var random = new Random(seed);
        if (traffic == Traffic.UNIFORM) {
            return ignored -> random.nextInt(tenants);
        }
        var sums = new double[tenants];
        Arrays.setAll(sums, rank -> 1.0 / (rank + 1));
        Arrays.parallelPrefix(sums, Double::sum);
        return ignored -> {
            var found = Arrays.binarySearch(sums, random.nextDouble() * sums[tenants - 1]);
            return Math.min(tenants - 1, found < 0 ? -found - 1 : found);
        };
    }

    private void read(Pools pools, SchemaWay way, int tenant, int table) throws SQLException {
        if (way == SchemaWay.FIXED || way == SchemaWay.BY_HAND) {
            try (var connection = pools.pool().getConnection()) {
                readByHand(connection, way, tenant, table);
            }
            return;
        }
        var who = tenant(tenant);
        var entered = state.enter(pools.databases().connection(who), who);
        TenancyMeter.inTransaction(entered, switched -> readNote(switched, table));
        state.leave(entered).close();
    }

    private static void readByHand(Connection connection, SchemaWay way, int tenant, int table) throws SQLException {
        TenancyMeter.inTransaction(connection, switched -> {
            if (way == SchemaWay.BY_HAND) {
                switchTo(switched, tenant);
            }
            readNote(switched, table);
        });
    }

    private static void switchTo(Connection connection, int tenant) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local search_path to tenant_" + tenant);
        }
    }

    private static void readNote(Connection connection, int table) throws SQLException {
        try (var statement = connection.prepareStatement("select text from note_" + table + " where id = ?")) {
            statement.setLong(1, 1);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("The row is not there.");
                }
            }
        }
    }

    private static Tenant tenant(int number) {
        return Tenant.active("tenant_" + number, TenantPlacement.schema(TenantDatabases.MAIN, "tenant_" + number));
    }

    /** All connections at once, so that each is asked. */
    private static double megabytes(Pools pools, SchemaWay way) throws SQLException {
        var borrowed = new ArrayList<Connection>();
        try {
            var most = 0.0;
            for (var i = 0; i < CONNECTIONS; i++) {
                var connection = way == SchemaWay.AFFINE
                        ? pools.databases().connection(tenant(i))
                        : pools.pool().getConnection();
                borrowed.add(connection);
                most = Math.max(most, number(connection));
            }
            return most / BYTES_OF_A_MEGABYTE;
        } finally {
            for (var connection : borrowed) {
                connection.close();
            }
        }
    }

    private static double number(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(MEMORY)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    private static Pools open(SchemaWay way, DataSource pool, int connections) {
        var single = TenantDatabases.single(TenantDatabases.MAIN, pool);
        var limits = AffinityLimits.of(connections).withTenantsPerConnection(SchemaWay.TENANTS_A_CONNECTION);
        return new Pools(pool, way == SchemaWay.AFFINE ? new AffineDatabases(single, limits) : single);
    }

    /** Where connections come from. */
    private record Pools(DataSource pool, TenantDatabases databases) implements AutoCloseable {

        /** Checkouts, and how many of them were affine. */
        long[] affinity() {
            var status = databases instanceof AffineDatabases affine ? affine.status() : List.<AffinityStatus>of();
            return status.isEmpty()
                    ? new long[2]
                    : new long[] {status.get(0).checkouts(), status.get(0).affine()};
        }

        @Override
        public void close() {
            databases.close();
        }
    }
}
