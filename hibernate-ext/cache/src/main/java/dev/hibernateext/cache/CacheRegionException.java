/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import dev.hibernateext.core.HibernateExtException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/** A region of the second-level cache cannot be made as it is declared. It fails the start of the session factory. */
public final class CacheRegionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String region;

    private CacheRegionException(String region, String message) {
        super("cache.region", message, null);
        this.region = region;
    }

    /**
     * Bounds that are none.
     *
     * @param region the region
     * @param where who declares it: an entity, a collection or a setting
     * @param allowed what is allowed, as the end of the sentence "Declare …"
     * @return the error to throw
     */
    public static CacheRegionException notAllowed(String region, String where, String allowed) {
        return new CacheRegionException(
                region, "Cannot bound the region %s as %s says. Declare %s.".formatted(region, where, allowed));
    }

    /**
     * Two declarations that differ.
     *
     * @param region the region
     * @param one who declares it
     * @param other who declares it otherwise
     * @return the error to throw
     */
    public static CacheRegionException contradiction(String region, String one, String other) {
        return new CacheRegionException(
                region,
                "Cannot bound the region %s: %s and %s share it and declare other bounds. Declare the same ones, or give one of them a region of its own with @Cache(region = …)."
                        .formatted(region, one, other));
    }

    /**
     * Bounds of what is not cached.
     *
     * @param where the entity or collection
     * @return the error to throw
     */
    public static CacheRegionException notCached(String where) {
        return new CacheRegionException(
                where,
                "The @CacheRegion of %s bounds nothing, since it is not cached. Put @Cacheable or @Cache beside it, on the root of the hierarchy, or remove it."
                        .formatted(where));
    }

    /**
     * Nothing bounds the region, and the settings want something to.
     *
     * @param region the region
     * @return the error to throw
     */
    public static CacheRegionException missing(String region) {
        return new CacheRegionException(
                region,
                "Nothing bounds the region %s, and %s is fail. Declare @CacheRegion, or set %s%s.max_entries (%s for results of queries)."
                        .formatted(
                                region,
                                CacheSettings.MISSING_REGION,
                                CacheSettings.REGION,
                                region,
                                CacheSettings.QUERY_REGION));
    }

    /**
     * Settings for a region that is not there.
     *
     * @param region the region named
     * @param known the regions there are
     * @return the error to throw
     */
    public static CacheRegionException unknown(String region, Collection<String> known) {
        return new CacheRegionException(
                region,
                "There is no region %s for the settings under %s. Name one of %s, or use %s for results of queries."
                        .formatted(region, CacheSettings.REGION, new TreeSet<>(known), CacheSettings.QUERY_REGION));
    }

    /**
     * A cache of another provider, whose size JCache cannot bound.
     *
     * @param region the region
     * @param provider the class of the provider
     * @return the error to throw
     */
    public static CacheRegionException unbounded(String region, String provider) {
        return new CacheRegionException(
                region,
                "Cannot bound the region %s: %s has no such cache, and JCache knows no sizes. Declare the cache in the configuration of the provider, or use Ehcache."
                        .formatted(region, provider));
    }

    /**
     * Bounds are declared, and regions are made by somebody else.
     *
     * @param where the entity or collection that declares them
     * @param factory the class of the region factory
     * @return the error to throw
     */
    public static CacheRegionException otherFactory(String where, String factory) {
        return new CacheRegionException(
                where,
                "The @CacheRegion of %s has no effect: regions are made by %s. Remove hibernate.cache.region.factory_class, leave %s on and put ehcache and hibernate-jcache on the class path, or remove the annotation."
                        .formatted(where, factory, CacheSettings.ENABLED));
    }

    /**
     * Query results are cached in Redis, and somebody else says which are fresh.
     *
     * @param times the class of the factory that is chosen
     * @return the error to throw
     */
    public static CacheRegionException resultsWithOtherTimes(String times) {
        return new CacheRegionException(
                times,
                "Cannot keep query results in Redis: %s would not hear of the writes of other nodes. Remove hibernate.cache.query_cache_factory, or switch hibernate.cache.use_query_cache off."
                        .formatted(times));
    }

    /**
     * The region, or who declares it where it has none.
     *
     * @return its name without a prefix
     */
    public String region() {
        return region;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("region", region);
    }
}
