/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.cache.RegionStatistics;
import dev.hibernateext.cache.internal.Problems;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.ResultPrecision;
import dev.hibernateext.cache.query.ResultSource;
import dev.hibernateext.cache.query.ResultWish;
import dev.hibernateext.cache.query.internal.ResultCache;
import dev.hibernateext.cache.query.internal.ResultCache.Asked;
import dev.hibernateext.cache.query.internal.ResultStorage;
import dev.hibernateext.cache.query.internal.ResultTtls;
import dev.hibernateext.core.internal.QueriedTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.jcache.ConfigSettings;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.support.RegionNameQualifier;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Makes regions that are bounded, by reference, in a cache manager of the factory's own, unless the user gave another. Leans on {@code
 * org.hibernate.cache.jcache.internal.JCacheRegionFactory}, which it extends.
 */
public final class BoundedRegionFactory extends JCacheRegionFactory implements CacheRegions, ResultSource {

    private static final long serialVersionUID = 1L;
    private static final Duration LOAD_WAIT = Duration.ofSeconds(1);

    private final transient Map<String, RegionStorage> regions = new ConcurrentSkipListMap<>();
    private final transient FactoryTime time = new FactoryTime();

    private transient @Nullable SettingValues settings;
    private final transient Problems early = new Problems();
    private transient @Nullable RegionBounds bounds;
    private transient boolean seesStatements;
    private transient ResultPrecision precision = ResultPrecision.ROWS;
    private transient MappedColumns mapped = MappedColumns.NONE;
    private transient @Nullable ResultCache results;

    /** Made by Hibernate, once for each factory. */
    public BoundedRegionFactory() {}

    @Override
    protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> values) {
        settings = SettingValues.of(values);
        results = isManagerChosen(values) ? null : resultCache(settings);
        precision = settings.choice(CacheSettings.RESULT_PRECISION, ResultPrecision.class, ResultPrecision.ROWS);
        super.prepareForUse(options, values);
    }

    @Override
    protected CacheManager resolveCacheManager(SessionFactoryOptions options, Map<String, Object> values) {
        return isManagerChosen(values) ? super.resolveCacheManager(options, values) : EhcacheRegions.open(time);
    }

    /** Whether the user says where caches are. */
    static boolean isManagerChosen(Map<String, Object> values) {
        return values.containsKey(ConfigSettings.CACHE_MANAGER)
                || values.containsKey(ConfigSettings.CONFIG_URI)
                || values.containsKey(ConfigSettings.PROVIDER);
    }

    @Override
    public CacheTransactionSynchronization createTransactionContext(SharedSessionContractImplementor session) {
        return new SessionAge(this);
    }

    void declare(DeclaredRegions declared, MappedColumns columns, Problems problems) {
        mapped = precision == ResultPrecision.TABLES ? MappedColumns.NONE : columns;
        var known = new RegionBounds(requireNonNull(settings), declared.bounds());
        bounds = known;
        known.check(declared.names(), problems);
        problems.addAll(early);
        var ttls = problems.collect(
                () -> ResultTtls.of(requireNonNull(settings).durationsUnder(CacheSettings.RESULT_TTL)));
        if (results != null) {
            ttls.ifPresent(results::limit);
        }
    }

    /** From now on {@link BulkEvictions} is told of statements, before the first of them. */
    void statementsAreSeen() {
        seesStatements = true;
    }

    boolean seesStatements() {
        return seesStatements;
    }

    boolean tellsRowsApart() {
        return precision == ResultPrecision.ROWS;
    }

    MappedColumns mapped() {
        return mapped;
    }

    /** Hibernate makes the default region of query results before the model is known, and hides what fails then. */
    private RegionLimits limitsOfResults(String region) {
        return bounds == null ? RegionBounds.early(requireNonNull(settings), region, early) : bounds.ofResults(region);
    }

    @Override
    public DomainDataRegion buildDomainDataRegion(
            DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
        return new BoundedRegion(config, this, getImplicitCacheKeysFactory(), context);
    }

    RegionStorage storage(DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
        var region = config.getRegionName();
        return storage(region, requireNonNull(bounds).ofDomain(region), context.getSessionFactory());
    }

    @Override
    protected StorageAccess createQueryResultsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
        var storage = storage(region, limitsOfResults(region), factory);
        if (results == null) {
            return storage;
        }
        results.region(() -> storage.statistics(region).outgrown());
        return new ResultStorage(storage, results);
    }

    private ResultCache resultCache(SettingValues values) {
        var wait = values.duration(CacheSettings.RESULT_LOAD_WAIT);
        return new ResultCache(this::nextTimestamp, time::getTimeMillis, wait == null ? LOAD_WAIT : wait);
    }

    @Override
    public boolean isKept() {
        return results != null;
    }

    @Override
    public CachedResults results(SessionFactoryImplementor factory) {
        return requireNonNull(results).of(factory);
    }

    @Override
    public <T extends @Nullable Object> T during(
            SharedSessionContractImplementor session, ResultWish wish, Supplier<T> query) {
        return requireNonNull(results).during(new Asked(session, wish), QueriedTables.of(session)::last, query);
    }

    @Override
    protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
        return storage(region, EhcacheRegions.TIMESTAMPS, factory);
    }

    private RegionStorage storage(String region, RegionLimits limits, SessionFactoryImplementor factory) {
        verifyStarted();
        time.startWith(factory);
        var name = RegionNameQualifier.INSTANCE.qualify(region, factory.getSessionFactoryOptions());
        var caches = requireNonNull(getCacheManager());
        var existing = caches.getCache(name);
        var cache = existing == null ? EhcacheRegions.create(caches, name, limits) : existing;
        var storage = new RegionStorage(cache, limits, this::nextTimestamp);
        regions.put(region, storage);
        return storage;
    }

    @Override
    public List<RegionStatistics> statistics() {
        return regions.entrySet().stream()
                .map(region -> region.getValue().statistics(region.getKey()))
                .toList();
    }
}
