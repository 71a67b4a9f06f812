/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorTokens;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Time and allocated bytes of a cursor's token, made and read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CursorTokenBenchmark {

    private static final List<Object> ROW = List.of("In a Silent Way", 980_000L);

    @SuppressWarnings("NullAway.Init")
    private SessionFactory factory;

    @SuppressWarnings("NullAway.Init")
    private CursorTokens tokens;

    private String token = "";

    /** Builds a factory for its mapping. */
    @Setup
    public void open() {
        factory = new HibernatePersistenceConfiguration("tokens")
                .managedClass(HandWrittenTrack.class)
                .jdbcUrl("jdbc:h2:mem:tokens")
                .createEntityManagerFactory();
        var pages = CursorPages.of(factory, HandWrittenTrack.class)
                .ascending("columns.name")
                .signedWith(new byte[32])
                .build();
        tokens = factory.fromSession(pages::tokens);
        token = tokens.encode(ROW);
    }

    /** Closes the factory. */
    @TearDown
    public void close() {
        factory.close();
    }

    /**
     * Makes a token of two values.
     *
     * @return used up by the harness
     */
    @Benchmark
    public Object encode() {
        return tokens.encode(ROW);
    }

    /**
     * Checks and reads a token of two values.
     *
     * @return used up by the harness
     */
    @Benchmark
    public Object decode() {
        return tokens.decode(token);
    }

    /**
     * There and back.
     *
     * @return used up by the harness
     */
    @Benchmark
    public Object encodeAndDecode() {
        return tokens.decode(tokens.encode(ROW));
    }
}
