/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;

/** Counts what operations ask of one database. Belongs to one thread. */
public final class CountMeter implements AutoCloseable {

    private static final int WARM_UP = 10;
    private static final int OPERATIONS = 50;

    /* PostgreSQL hands the counters of a backend to the statistics at most once a second; this asks for it at once
     * (manual, "Viewing statistics"). */
    private static final String FLUSH = "select pg_stat_force_next_flush()";

    private static final String BUFFERS =
            "select sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit) from pg_statio_user_tables where relname = 'track'";

    private static final String WAL = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

    private final DatabaseUnderTest database;
    private final TestDataSource dataSource;
    private final Bench bench;

    private CountMeter(DatabaseUnderTest database, TestDataSource dataSource, Bench bench) {
        this.database = database;
        this.dataSource = dataSource;
        this.bench = bench;
    }

    static CountMeter open(Subject subject, DatabaseUnderTest database) {
        var dataSource = new TestDataSource(database);
        return new CountMeter(database, dataSource, Bench.open(subject, dataSource));
    }

    Bench bench() {
        return bench;
    }

    /** The counts of one operation, the mean of {@link #OPERATIONS} after a warm-up. */
    Counts count(Operation operation) throws SQLException {
        return count(() -> operation.run(bench), operation == Operation.INSERT_BATCH ? 2 : OPERATIONS);
    }

    Counts count(Runnable operation, int times) throws SQLException {
        repeat(operation, WARM_UP);
        bench.deleteNewTracks();
        var buffersBefore = number(BUFFERS);
        var walBefore = number(WAL);
        dataSource.recorder().clear();
        repeat(operation, times);
        var statements = dataSource.recorder().count();
        var roundTrips = isPostgresql() ? dataSource.recorder().roundTrips() : 0;
        var counts = new Counts(statements, roundTrips, number(BUFFERS) - buffersBefore, number(WAL) - walBefore);
        return counts.dividedBy(times);
    }

    private static void repeat(Runnable operation, int times) {
        for (var i = 0; i < times; i++) {
            operation.run();
        }
    }

    private double number(String query) throws SQLException {
        if (!isPostgresql()) {
            return 0;
        }
        try (var pooled = dataSource.getConnection();
                var statement = pooled.createStatement()) {
            statement.execute(FLUSH);
        }
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getDouble(1);
        }
    }

    private boolean isPostgresql() {
        return database.kind() == DatabaseKind.POSTGRESQL;
    }

    @Override
    public void close() throws SQLException {
        bench.close();
        dataSource.close();
    }
}
