/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.RegionStatistics;
import dev.hibernateext.cache.internal.redis.AllowedTypes;
import dev.hibernateext.cache.internal.redis.EntryCodec;
import dev.hibernateext.cache.internal.redis.EntryLimits;
import dev.hibernateext.cache.internal.redis.RedisLink;
import dev.hibernateext.cache.internal.redis.RemoteEntries;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Makes regions whose entries are in Redis, where all nodes of an application share them. */
public final class RedisRegionFactory extends RegionFactoryTemplate implements CacheRegions {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, RedisStorage> regions = new ConcurrentSkipListMap<>();

    private transient @Nullable SettingValues settings;
    private transient @Nullable RegionBounds bounds;
    private transient @Nullable RedisLink link;
    private transient @Nullable EntryCodec codec;

    /** Made by Hibernate, once for each factory. */
    public RedisRegionFactory() {}

    @Override
    protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> values) {
        settings = SettingValues.of(values);
    }

    /** Hibernate hides what fails before. */
    void declare(Metadata model) {
        var declared = DeclaredRegions.of(model);
        bounds = new RegionBounds(settings(), declared.bounds());
        bounds.refuseUnknown(declared.names());
        codec = new EntryCodec(new AllowedTypes(MappedTypes.of(model)));
        link = new RedisLink(new RedisSettings(settings()).access());
        link.greet();
    }

    private SettingValues settings() {
        return requireNonNull(settings, "settings");
    }

    private RedisLink link() {
        return requireNonNull(link, "link");
    }

    @Override
    public DomainDataRegion buildDomainDataRegion(
            DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
        verifyStarted();
        return new RedisRegion(config, this, storage(config.getRegionName()), context);
    }

    private RedisStorage storage(String region) {
        var limits = requireNonNull(bounds).ofDomain(region);
        if (limits.maxBytes() > 0) {
            throw CacheRegionException.notAllowed(
                    region, "maxBytes", "the most entries, by which Redis bounds regions");
        }
        var lock = new RedisSettings(settings()).lockTimeout().toMillis();
        var ttl = limits.ttl() == null ? 0 : limits.ttl().toMillis();
        var entries = new RemoteEntries(
                qualify(region), new EntryLimits(limits.maxEntries(), ttl, lock), link(), requireNonNull(codec));
        return regions.computeIfAbsent(region, name -> new RedisStorage(entries, limits));
    }

    @Override
    protected StorageAccess createQueryResultsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
        throw CacheRegionException.resultsInRedis(region);
    }

    @Override
    protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
        throw CacheRegionException.resultsInRedis(region);
    }

    @Override
    public CacheTransactionSynchronization createTransactionContext(SharedSessionContractImplementor session) {
        return new ReaderPosition(link(), this::nextTimestamp);
    }

    @Override
    public List<RegionStatistics> statistics() {
        return regions.entrySet().stream()
                .map(region -> region.getValue().statistics(region.getKey()))
                .toList();
    }

    @Override
    protected void releaseFromUse() {
        if (link != null) {
            link.close();
        }
    }
}
