/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.RegionLimits;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.ehcache.config.ResourcePools;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.core.spi.time.TimeSource;
import org.ehcache.expiry.ExpiryPolicy;
import org.ehcache.impl.copy.IdentityCopier;
import org.ehcache.impl.internal.TimeSourceConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Caches of Ehcache that hold their entries by reference: what Hibernate puts is a disassembled copy, and what it gets is assembled
 * anew, so nobody shares state with a session. Leans on {@code org.ehcache.impl.internal.TimeSourceConfiguration} for the clock.
 */
final class EhcacheRegions {

    /** One entry for each table; a table whose entry is gone would look as if it had never been written. */
    static final RegionLimits TIMESTAMPS = new RegionLimits(null, Integer.MAX_VALUE, 0);

    private EhcacheRegions() {}

    /** A manager for one factory alone: factories of other databases may have regions of the same names. */
    static CacheManager open(TimeSource time) {
        var configuration =
                new DefaultConfiguration(EhcacheRegions.class.getClassLoader(), new TimeSourceConfiguration(time));
        return new EhcacheCachingProvider()
                .getCacheManager(URI.create("hibernate-ext:" + UUID.randomUUID()), configuration);
    }

    static Cache<Object, Object> create(CacheManager caches, String name, RegionLimits limits) {
        if (!(caches.getCachingProvider() instanceof EhcacheCachingProvider)) {
            throw CacheRegionException.unbounded(
                    name, caches.getCachingProvider().getClass().getName());
        }
        return caches.createCache(
                name,
                Eh107Configuration.fromEhcacheCacheConfiguration(CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                Object.class, Object.class, resources(limits))
                        .withKeyCopier(IdentityCopier.identityCopier())
                        .withValueCopier(IdentityCopier.identityCopier())
                        .withExpiry(expiry(limits.ttl()))));
    }

    private static ResourcePools resources(RegionLimits limits) {
        var pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
        return limits.maxBytes() > 0
                ? pools.heap(limits.maxBytes(), MemoryUnit.B).build()
                : pools.heap(limits.maxEntries(), EntryUnit.ENTRIES).build();
    }

    private static ExpiryPolicy<Object, Object> expiry(@Nullable Duration ttl) {
        return ttl == null ? ExpiryPolicyBuilder.noExpiration() : ExpiryPolicyBuilder.timeToLiveExpiration(ttl);
    }
}
