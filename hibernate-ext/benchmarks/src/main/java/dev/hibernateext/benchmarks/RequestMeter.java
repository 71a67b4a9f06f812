/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what is asked of one table. Belongs to one thread. */
public final class RequestMeter {

    /* PostgreSQL hands the counters of a backend to the statistics at most once a second; this asks for it at once
     * (manual, "Viewing statistics"). */
    private static final String FLUSH = "select pg_stat_force_next_flush()";

    private static final String BUFFERS =
            "select sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit) from pg_statio_user_tables where relname in (%s)";

    private static final String WAL = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

    private final DatabaseUnderTest database;
    private final TestDataSource dataSource;
    private final String buffers;

    /**
     * Counts nothing yet.
     *
     * @param database whose tables are read
     * @param dataSource through which they are
     * @param tables whose buffers count
     */
    public RequestMeter(DatabaseUnderTest database, TestDataSource dataSource, String... tables) {
        this.database = database;
        this.dataSource = dataSource;
        this.buffers = BUFFERS.formatted(
                Stream.of(tables).map(table -> '\'' + table + '\'').collect(Collectors.joining(", ")));
    }

    /**
     * The mean of some operations, which find everything warm.
     *
     * @param operation what is done
     * @param times how often
     * @return what it asks for
     * @throws SQLException if the server does not tell
     */
    public Counts count(Runnable operation, int times) throws SQLException {
        var buffersBefore = number(buffers);
        var walBefore = number(WAL);
        dataSource.recorder().clear();
        repeat(operation, times);
        var statements = dataSource.recorder().count();
        var roundTrips = isPostgresql() ? dataSource.recorder().roundTrips() : 0;
        var counts = new Counts(statements, roundTrips, number(buffers) - buffersBefore, number(WAL) - walBefore);
        return counts.dividedBy(times);
    }

    /**
     * Warms up.
     *
     * @param operation what is done
     * @param times how often
     */
    public static void repeat(Runnable operation, int times) {
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
}
