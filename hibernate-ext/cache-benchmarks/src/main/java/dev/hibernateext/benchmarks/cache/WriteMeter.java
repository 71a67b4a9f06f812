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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What the cache adds to a transaction that writes rows of which nothing is cached. */
final class WriteMeter {

    static final int ROWS = 10;

    private static final int TIMES = 300;

    private WriteMeter() {}

    /** With the library in each case. */
    enum Cache {
        OFF("off"),
        HIBERNATE("Hibernate's JCache regions"),
        OURS("the library");

        private final String title;

        Cache(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        private Map<String, String> settings() {
            var settings = new HashMap<String, String>();
            settings.put(CacheSettings.ENABLED, String.valueOf(this == OURS));
            settings.put("hibernate.cache.use_second_level_cache", String.valueOf(this != OFF));
            settings.put("hibernate.cache.use_query_cache", String.valueOf(this != OFF));
            if (this == HIBERNATE) {
                settings.put("hibernate.cache.region.factory_class", "jcache");
                settings.put("hibernate.javax.cache.provider", EhcacheCachingProvider.class.getName());
                settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
            }
            return settings;
        }
    }

    /**
     * What was measured.
     *
     * @param counts what is asked of the server
     * @param cost of this process
     */
    record Measured(Counts counts, Cost cost) {}

    static Map<Cache, Measured> measure(DatabaseServers servers) throws SQLException {
        var writers = new EnumMap<Cache, Writer>(Cache.class);
        try {
            for (var cache : Cache.values()) {
                writers.put(cache, Writer.open(servers.create(DatabaseKind.POSTGRESQL), cache));
            }
            var costs = Cost.byTurns(writers, TIMES);
            var measured = new EnumMap<Cache, Measured>(Cache.class);
            for (var writer : writers.entrySet()) {
                var cost = requireNonNull(costs.get(writer.getKey()));
                measured.put(writer.getKey(), new Measured(writer.getValue().count(), cost));
            }
            return measured;
        } finally {
            for (var writer : writers.values()) {
                writer.close();
            }
        }
    }

    /** Writes all rows of a database of its own. */
    private record Writer(
            DatabaseUnderTest database, TestDataSource dataSource, SessionFactory factory, AtomicInteger number)
            implements Runnable {

        static Writer open(DatabaseUnderTest database, Cache cache) {
            var dataSource = new TestDataSource(database);
            return new Writer(database, dataSource, factory(dataSource, cache), new AtomicInteger());
        }

        private static SessionFactory factory(TestDataSource dataSource, Cache cache) {
            var configuration = new Configuration().addAnnotatedClasses(Items.Note.class, Items.Part.class);
            cache.settings().forEach(configuration::setProperty);
            configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
            configuration.getProperties().put("hibernate.jdbc.batch_size", ROWS);
            configuration.getProperties().put("jakarta.persistence.schema-generation.database.action", "create");
            var factory = configuration.buildSessionFactory();
            factory.inTransaction(session ->
                    IntStream.range(0, ROWS).mapToObj(Items.Note::new).forEach(session::persist));
            return factory;
        }

        @Override
        public void run() {
            factory.inTransaction(session -> {
                var written = number.incrementAndGet();
                session.createSelectionQuery("from Note", Items.Note.class)
                        .getResultList()
                        .forEach(note -> note.number = written);
            });
        }

        Counts count() throws SQLException {
            return new RequestMeter(database, dataSource, "note").count(this, TIMES);
        }

        void close() throws SQLException {
            factory.close();
            dataSource.close();
        }
    }
}
