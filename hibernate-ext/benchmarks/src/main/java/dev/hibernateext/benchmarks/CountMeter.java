/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;

/** Counts what operations ask of one database. Belongs to one thread. */
public final class CountMeter implements AutoCloseable {

    private static final int WARM_UP = 10;
    private static final int OPERATIONS = 50;

    private final TestDataSource dataSource;
    private final RequestMeter requests;
    private final Bench bench;

    private CountMeter(TestDataSource dataSource, RequestMeter requests, Bench bench) {
        this.dataSource = dataSource;
        this.requests = requests;
        this.bench = bench;
    }

    static CountMeter open(Subject subject, DatabaseUnderTest database) {
        var dataSource = new TestDataSource(database);
        var requests = new RequestMeter(database, dataSource, "track");
        return new CountMeter(dataSource, requests, Bench.open(subject, dataSource));
    }

    Bench bench() {
        return bench;
    }

    /** The counts of one operation, the mean of {@link #OPERATIONS} after a warm-up. */
    Counts count(Operation operation) throws SQLException {
        return count(() -> operation.run(bench), operation == Operation.INSERT_BATCH ? 2 : OPERATIONS);
    }

    Counts count(Runnable operation, int times) throws SQLException {
        RequestMeter.repeat(operation, WARM_UP);
        bench.deleteNewTracks();
        return requests.count(operation, times);
    }

    @Override
    public void close() throws SQLException {
        bench.close();
        dataSource.close();
    }
}
