/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Time and allocated bytes of reads in tables that tenants share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TenantedBenchmark {

    private static final long ROWS = 1_000;

    /** On which database. */
    @Param({"H2", "POSTGRESQL"})
    public DatabaseKind database = DatabaseKind.H2;

    /** What is done. */
    @Param
    public TenantedOperation operation = TenantedOperation.FIND;

    /** In which way. */
    @Param
    public TenantedSubject subject = TenantedSubject.PLAIN;

    @SuppressWarnings("NullAway.Init")
    private PooledServer server;

    private long row;

    @SuppressWarnings("NullAway.Init")
    private SessionFactory factory;

    /** Starts the database and fills the table. */
    @Setup
    public void open() {
        server = PooledServer.start(database);
        factory = subject.open(server.pool());
        factory.inTransaction(session -> {
            for (var id = 1L; id <= ROWS + 20; id++) {
                session.persist(subject.track(id));
            }
        });
    }

    /** Stops the database. */
    @TearDown
    public void close() {
        factory.close();
        server.close();
    }

    /**
     * The operation.
     *
     * @return used up by the harness
     */
    @Benchmark
    public Object run() {
        row = row % ROWS + 1;
        return operation.run(factory, subject, row);
    }
}
