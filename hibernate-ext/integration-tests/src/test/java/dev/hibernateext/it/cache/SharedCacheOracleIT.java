/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.CacheOracleIT.Meter;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What many threads read on two nodes that share their caches was there. {@code -Dhibernateext.cache.operations}, {@code .threads} and
 * {@code hibernateext.seed} change what is done.
 */
@HibernateExtTest(
        entities = Meter.class,
        databases = DatabaseKind.POSTGRESQL,
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class SharedCacheOracleIT {

    private static final Logger LOG = Logger.getLogger(SharedCacheOracleIT.class);
    private static final long OPERATIONS = Long.getLong("hibernateext.cache.operations", 2_000);

    /** What a node writes while Redis does not answer it, the other is not told, and here it may have much else to do. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int THREADS = Integer.getInteger("hibernateext.cache.threads", 16);
    private static final long OPERATIONS_OF_HIBERNATE = 2_000;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final SessionFactoryScope scope;
    private final HikariDataSource connections;

    SharedCacheOracleIT(SessionFactoryScope scope) {
        this.scope = scope;
        this.connections = new HikariDataSource(pool(scope, 2 * THREADS));
    }

    /** What is recorded of a million operations would not fit. */
    static HikariConfig pool(SessionFactoryScope scope, int most) {
        var config = new HikariConfig();
        config.setJdbcUrl(scope.database().url());
        config.setUsername(scope.database().user());
        config.setPassword(scope.database().password());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        return config;
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void findsNothingStale() {
        var prefix = EmbeddedRedis.newPrefix();
        var shared = Map.<String, Object>of(
                "hibernate.connection.datasource",
                connections,
                "hibernate.connection.provider_disables_autocommit",
                "true",
                CacheSettings.REDIS_TIMEOUT,
                TIMEOUT);
        try (var redis = new EmbeddedRedis().settledFor(TIMEOUT);
                var one = redis.node(scope, prefix, shared);
                var other = redis.node(scope, prefix, shared)) {
            other.factory().getStatistics().setStatisticsEnabled(true);
            var oracle = new CacheOracle(seed, one, other);
            var began = System.nanoTime();

            assertThat(oracle.run(THREADS, OPERATIONS)).isEmpty();

            var region = Shop.statistics(other, Meter.class.getName());
            var results = other.factory().getStatistics().getQueryCacheHitCount();
            assertThat(region.hits()).isPositive();
            assertThat(results).isPositive();
            LOG.infof(
                    "%d operations of %d threads on two nodes: %d values read, %s, %d hits of queries, in %d ms, seed %d",
                    OPERATIONS,
                    THREADS,
                    oracle.reads(),
                    region,
                    results,
                    (System.nanoTime() - began) / 1_000_000,
                    seed);
        }
    }

    /** Two nodes whose regions are in one provider, as near to each other as can be. */
    @Test
    void findsStaleReadsInHibernate() {
        try (var one = StockCache.open(scope);
                var other = StockCache.open(scope)) {
            assertThat(new CacheOracle(seed, one, other).run(THREADS, OPERATIONS_OF_HIBERNATE))
                    .isNotEmpty();
        }
    }
}
