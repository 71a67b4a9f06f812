/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is read through entity and query caches by many threads was there. {@code -Dhibernateext.cache.operations}, {@code .threads} and
 * {@code hibernateext.seed} change what is done.
 */
@HibernateExtTest(
        entities = CacheOracleIT.Meter.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class CacheOracleIT {

    private static final Logger LOG = Logger.getLogger(CacheOracleIT.class);
    private static final long OPERATIONS = Long.getLong("hibernateext.cache.operations", 2_000);
    private static final int THREADS = Integer.getInteger("hibernateext.cache.threads", 4);
    private static final long OPERATIONS_OF_HIBERNATE = 1_000;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final SessionFactoryScope scope;

    CacheOracleIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void findsNothingStale() {
        var statistics = scope.factory().getStatistics();
        statistics.setStatisticsEnabled(true);
        var oracle = new CacheOracle(seed, scope);
        var began = System.nanoTime();

        assertThat(oracle.run(THREADS, OPERATIONS)).isEmpty();

        assertThat(statistics.getQueryCacheHitCount()).isPositive();
        assertThat(statistics.getSecondLevelCacheHitCount()).isPositive();
        LOG.infof(
                "%d operations of %d threads on %s: %d values read, %d hits of queries, %d of entities, in %d ms, seed %d",
                OPERATIONS,
                THREADS,
                scope.database().kind(),
                oracle.reads(),
                statistics.getQueryCacheHitCount(),
                statistics.getSecondLevelCacheHitCount(),
                (System.nanoTime() - began) / 1_000_000,
                seed);
    }

    @Test
    void findsStaleReadsInHibernate() {
        try (var stock = StockCache.open(scope)) {
            assertThat(new CacheOracle(seed, stock).run(THREADS, OPERATIONS_OF_HIBERNATE))
                    .isNotEmpty();
        }
    }

    /** Counts the writes of its row. */
    @Entity(name = "Meter")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Meter {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        int shelf;

        @Column(name = "count_")
        int count;

        Meter() {}

        Meter(int id, int shelf, int count) {
            this.id = id;
            this.shelf = shelf;
            this.count = count;
        }
    }
}
