/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Time and allocated bytes of one query of twenty rows on PostgreSQL, said in several ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QueryBenchmark {

    /** How it is said. */
    @Param
    public QueryWay way = QueryWay.HQL;

    @SuppressWarnings("NullAway.Init")
    private PooledServer server;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    /** Starts the database and fills the table. */
    @Setup
    public void open() {
        server = PooledServer.start(DatabaseKind.POSTGRESQL);
        bench = Bench.open(Subject.STAMPED, server.pool());
    }

    /** Stops the database. */
    @TearDown
    public void close() {
        bench.close();
        server.close();
    }

    /**
     * Reads the rows.
     *
     * @return used up by the harness
     */
    @Benchmark
    public Object run() {
        var first = bench.nextRow() % (Bench.ROWS - QueryWay.LIMIT);
        return bench.factory().fromTransaction(session -> way.run(session, first));
    }
}
