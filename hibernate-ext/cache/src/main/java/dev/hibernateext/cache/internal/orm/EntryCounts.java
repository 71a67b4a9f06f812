/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import javax.cache.Cache;
import org.ehcache.core.Ehcache;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.statistics.CacheStatistics;
import org.ehcache.jsr107.EhcacheCachingProvider;

/**
 * What the provider counts by itself. Leans on {@code org.ehcache.core.internal.statistics.DefaultStatisticsService}, which reads the
 * counters each cache keeps anyway.
 */
interface EntryCounts {

    /** A provider that does not tell. */
    EntryCounts UNKNOWN = new EntryCounts() {

        @Override
        public long entries() {
            return 0;
        }

        @Override
        public long outgrown() {
            return 0;
        }

        @Override
        public long expired() {
            return 0;
        }
    };

    static EntryCounts of(Cache<Object, Object> cache) {
        return cache.getCacheManager().getCachingProvider() instanceof EhcacheCachingProvider
                ? new OfEhcache(statistics(cache))
                : UNKNOWN;
    }

    private static CacheStatistics statistics(Cache<Object, Object> cache) {
        var service = new DefaultStatisticsService();
        service.cacheAdded(cache.getName(), cache.unwrap(Ehcache.class));
        return service.getCacheStatistics(cache.getName());
    }

    long entries();

    long outgrown();

    long expired();

    /** The counters of a cache of Ehcache. */
    record OfEhcache(CacheStatistics statistics) implements EntryCounts {

        @Override
        public long entries() {
            return statistics.getTierStatistics().values().stream()
                    .mapToLong(tier -> Math.max(0, tier.getMappings()))
                    .sum();
        }

        @Override
        public long outgrown() {
            return statistics.getCacheEvictions();
        }

        @Override
        public long expired() {
            return statistics.getCacheExpirations();
        }
    }
}
