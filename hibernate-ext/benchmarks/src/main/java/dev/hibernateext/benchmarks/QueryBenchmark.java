/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
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

    private final DatabaseServers servers = new DatabaseServers();
    private final HikariDataSource pool = new HikariDataSource();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    /** Starts the database and fills the table. */
    @Setup
    public void open() {
        var target = servers.create(DatabaseKind.POSTGRESQL);
        pool.setJdbcUrl(target.url());
        pool.setUsername(target.user());
        pool.setPassword(target.password());
        pool.setMaximumPoolSize(2);
        bench = Bench.open(Subject.STAMPED, pool);
    }

    /** Stops the database. */
    @TearDown
    public void close() {
        bench.close();
        pool.close();
        servers.close();
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
