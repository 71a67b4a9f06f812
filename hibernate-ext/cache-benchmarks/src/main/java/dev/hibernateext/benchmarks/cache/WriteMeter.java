/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.benchmarks.Counts;
import dev.hibernateext.benchmarks.RequestMeter;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What the cache adds to a transaction that writes rows of which nothing is cached. */
final class WriteMeter {

    static final int ROWS = 10;

    private static final int TIMES = 300;

    private WriteMeter() {}

    /** With the library in either case, and its cache switched on or off. */
    enum Cache {
        OFF,
        ON
    }

    /**
     * What was measured.
     *
     * @param counts what is asked of the server
     * @param cost of this process
     */
    record Measured(Counts counts, Cost cost) {}

    static Map<Cache, Measured> measure(DatabaseServers servers) throws SQLException {
        var offDatabase = servers.create(DatabaseKind.POSTGRESQL);
        var onDatabase = servers.create(DatabaseKind.POSTGRESQL);
        try (var offSource = new TestDataSource(offDatabase);
                var onSource = new TestDataSource(onDatabase);
                var off = open(offSource, Cache.OFF);
                var on = open(onSource, Cache.ON)) {
            var withoutCache = write(off);
            var withCache = write(on);
            var operations = new LinkedHashMap<Cache, Runnable>();
            operations.put(Cache.OFF, withoutCache);
            operations.put(Cache.ON, withCache);
            var costs = Cost.byTurns(operations, TIMES);
            return Map.of(
                    Cache.OFF,
                    new Measured(count(offDatabase, offSource, withoutCache), requireNonNull(costs.get(Cache.OFF))),
                    Cache.ON,
                    new Measured(count(onDatabase, onSource, withCache), requireNonNull(costs.get(Cache.ON))));
        }
    }

    private static Counts count(DatabaseUnderTest database, TestDataSource dataSource, Runnable operation)
            throws SQLException {
        return new RequestMeter(database, dataSource, "note").count(operation, TIMES);
    }

    private static SessionFactory open(TestDataSource dataSource, Cache cache) {
        var configuration = new Configuration().addAnnotatedClasses(Items.Note.class, Items.Part.class);
        configuration.setProperty(CacheSettings.ENABLED, cache == Cache.ON);
        configuration.setProperty("hibernate.cache.use_second_level_cache", cache == Cache.ON);
        configuration.setProperty("hibernate.cache.use_query_cache", cache == Cache.ON);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
        configuration.getProperties().put("hibernate.jdbc.batch_size", ROWS);
        configuration.getProperties().put("jakarta.persistence.schema-generation.database.action", "create");
        var factory = configuration.buildSessionFactory();
        factory.inTransaction(
                session -> IntStream.range(0, ROWS).mapToObj(Items.Note::new).forEach(session::persist));
        return factory;
    }

    private static Runnable write(SessionFactory factory) {
        var number = new AtomicInteger();
        return () -> factory.inTransaction(session -> {
            var written = number.incrementAndGet();
            session.createSelectionQuery("from Note", Items.Note.class)
                    .getResultList()
                    .forEach(note -> note.number = written);
        });
    }
}
