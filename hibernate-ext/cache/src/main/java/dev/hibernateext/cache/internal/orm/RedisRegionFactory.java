/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.cache.RegionStatistics;
import dev.hibernateext.cache.internal.Problems;
import dev.hibernateext.cache.internal.redis.AllowedTypes;
import dev.hibernateext.cache.internal.redis.EntryCodec;
import dev.hibernateext.cache.internal.redis.EntryLimits;
import dev.hibernateext.cache.internal.redis.RedisLink;
import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.cache.internal.redis.RemoteEntries;
import dev.hibernateext.cache.internal.redis.RemoteResults;
import dev.hibernateext.cache.internal.redis.RemoteResults.ResultLimits;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.ResultPrecision;
import dev.hibernateext.cache.query.ResultSource;
import dev.hibernateext.cache.query.ResultWish;
import dev.hibernateext.cache.query.internal.ResultCache;
import dev.hibernateext.cache.query.internal.ResultCache.Asked;
import dev.hibernateext.cache.query.internal.ResultStorage;
import dev.hibernateext.cache.query.internal.ResultTtls;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.internal.QueriedTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.RegionNameQualifier;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Makes regions whose entries are in Redis, where all nodes of an application share them. */
public final class RedisRegionFactory extends RegionFactoryTemplate implements CacheRegions, ResultSource {

    private static final long serialVersionUID = 1L;
    private static final Duration LOAD_WAIT = Duration.ofSeconds(1);

    private final transient Map<String, RedisStorage> regions = new ConcurrentSkipListMap<>();
    private final transient Map<String, RedisResultStorage> results = new ConcurrentSkipListMap<>();

    private transient @Nullable SettingValues settings;
    private transient @Nullable ResultCache cached;
    private transient volatile LongSupplier millis = System::currentTimeMillis;
    private final transient Problems early = new Problems();
    private transient @Nullable RegionBounds bounds;
    private transient @Nullable RedisLink link;
    private transient @Nullable EntryCodec codec;
    private transient @Nullable RemoteChanges changes;
    private transient ResultPrecision precision = ResultPrecision.ROWS;
    private transient MappedColumns mapped = MappedColumns.NONE;

    /** Made by Hibernate, once for each factory. */
    public RedisRegionFactory() {}

    @Override
    protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> values) {
        settings = SettingValues.of(values);
        precision = settings.choice(CacheSettings.RESULT_PRECISION, ResultPrecision.class, ResultPrecision.ROWS);
        var wait = settings.duration(CacheSettings.RESULT_LOAD_WAIT);
        cached = new ResultCache(this::changes, () -> millis.getAsLong(), wait == null ? LOAD_WAIT : wait);
    }

    /** Hibernate hides what fails before. */
    void declare(Metadata model, Problems problems) {
        problems.run(() -> refuseOtherTimes(getOptions().getTimestampsCacheFactory()));
        var declared = DeclaredRegions.of(model, problems);
        var known = new RegionBounds(settings(), declared.bounds());
        bounds = known;
        known.check(declared.names(), problems);
        problems.addAll(early);
        problems.collect(() -> ResultTtls.of(settings().durationsUnder(CacheSettings.RESULT_TTL)))
                .ifPresent(cached()::limit);
    }

    /** When nothing is wrong with what is declared. */
    void open(Metadata model) {
        mapped = tellsColumnsApart() ? MappedColumns.of(model) : MappedColumns.NONE;
        var types = MappedTypes.of(model);
        types.add(ResultColumns.class);
        codec = new EntryCodec(new AllowedTypes(types), MappingDigest.of(model));
        link = new RedisLink(new RedisSettings(settings()).access());
        changes = new RemoteChanges(link, lockTimeout());
        link.greet();
    }

    /** Without a query cache there is none. */
    private static void refuseOtherTimes(@Nullable TimestampsCacheFactory times) {
        if (times != null && !(times instanceof RemoteTablesFactory)) {
            throw CacheRegionException.resultsWithOtherTimes(times.getClass().getName());
        }
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
        refuseBytes(region, limits);
        var entries = new RemoteEntries(qualify(region), entryLimits(limits), link(), requireNonNull(codec));
        return regions.computeIfAbsent(region, name -> new RedisStorage(entries, limits));
    }

    private static void refuseBytes(String region, RegionLimits limits) {
        if (limits.maxBytes() > 0) {
            throw CacheRegionException.notAllowed(
                    region, "maxBytes", "the most entries, by which Redis bounds regions");
        }
    }

    private EntryLimits entryLimits(RegionLimits limits) {
        var ttl = limits.ttl() == null ? 0 : limits.ttl().toMillis();
        return new EntryLimits(limits.maxEntries(), ttl, lockTimeout().toMillis());
    }

    private Duration lockTimeout() {
        return new RedisSettings(settings()).lockTimeout();
    }

    boolean tellsColumnsApart() {
        return precision != ResultPrecision.TABLES;
    }

    MappedColumns mapped() {
        return mapped;
    }

    RemoteChanges changes() {
        return requireNonNull(changes, "changes");
    }

    /** Hibernate makes the default region before the model is known. */
    @Override
    protected StorageAccess createQueryResultsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
        var limits = bounds == null ? RegionBounds.early(settings(), region, early) : bounds.ofResults(region);
        refuseBytes(region, limits);
        millis = () -> HibernateExt.of(factory).clock().millis();
        var name = RegionNameQualifier.INSTANCE.qualify(region, factory.getSessionFactoryOptions());
        var types = new ResultTypes(factory);
        var storage = results.computeIfAbsent(
                region,
                same -> new RedisResultStorage(
                        region,
                        limits,
                        () -> new RemoteResults(
                                name,
                                resultLimits(limits),
                                link(),
                                requireNonNull(codec).with(types))));
        cached().region(storage::outgrown);
        return new ResultStorage(storage, cached());
    }

    private ResultLimits resultLimits(RegionLimits limits) {
        return new ResultLimits(entryLimits(limits), new RedisSettings(settings()).nearEntries());
    }

    private ResultCache cached() {
        return requireNonNull(cached, "cached");
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public CachedResults results(SessionFactoryImplementor factory) {
        return cached().of(factory);
    }

    @Override
    public <T extends @Nullable Object> T during(
            SharedSessionContractImplementor session, ResultWish wish, Supplier<T> query) {
        return cached().during(new Asked(session, wish), QueriedTables.of(session)::last, query);
    }

    @Override
    protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
        return new NoStorage();
    }

    @Override
    public CacheTransactionSynchronization createTransactionContext(SharedSessionContractImplementor session) {
        return new ReaderPosition(link(), this::nextTimestamp);
    }

    @Override
    public List<RegionStatistics> statistics() {
        return Stream.concat(
                        regions.entrySet().stream()
                                .map(region -> region.getValue().statistics(region.getKey())),
                        results.values().stream().map(RedisResultStorage::statistics))
                .toList();
    }

    @Override
    protected void releaseFromUse() {
        if (link != null) {
            link.close();
        }
    }
}
