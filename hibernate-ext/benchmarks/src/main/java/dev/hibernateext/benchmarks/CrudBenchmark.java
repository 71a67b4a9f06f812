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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Time and allocated bytes of one operation; the bytes are compared, the time is only told. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CrudBenchmark {

    /** On which database. */
    @Param({"H2", "POSTGRESQL"})
    public DatabaseKind database = DatabaseKind.H2;

    /** What is done. */
    @Param
    public Operation operation = Operation.FIND;

    /** Against what. */
    @Param
    public Subject subject = Subject.PLAIN;

    private final DatabaseServers servers = new DatabaseServers();
    private final HikariDataSource pool = new HikariDataSource();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    /** Starts the database and fills the table. */
    @Setup
    public void open() {
        var target = servers.create(database);
        pool.setJdbcUrl(target.url());
        pool.setUsername(target.user());
        pool.setPassword(target.password());
        pool.setMaximumPoolSize(2);
        bench = Bench.open(subject, pool);
    }

    /** Keeps the table at its size. */
    @TearDown(Level.Iteration)
    public void cleanUp() {
        bench.deleteNewTracks();
    }

    /** Stops the database. */
    @TearDown
    public void close() {
        bench.close();
        pool.close();
        servers.close();
    }

    /**
     * The operation.
     *
     * @return used up by the harness
     */
    @Benchmark
    public Object run() {
        return operation.run(bench);
    }
}
