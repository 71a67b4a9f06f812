/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
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

    @SuppressWarnings("NullAway.Init")
    private PooledServer server;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    /** Starts the database and fills the table. */
    @Setup
    public void open() {
        server = PooledServer.start(database);
        bench = Bench.open(subject, server.pool());
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
        server.close();
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
