/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.cache.RegionStatistics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.cache.Cache;
import org.hibernate.cache.jcache.internal.JCacheAccessImpl;
import org.hibernate.cache.spi.support.AbstractReadWriteAccess.Item;
import org.hibernate.cache.spi.support.AbstractReadWriteAccess.SoftLockImpl;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a region. What was loaded by a transaction that began before an eviction is not put: it may be what the eviction was to
 * take away. Leans on {@code org.hibernate.cache.jcache.internal.JCacheAccessImpl}, which it extends.
 */
final class RegionStorage extends JCacheAccessImpl {

    private final RegionLimits limits;
    private final LongSupplier timestamps;
    private final EntryCounts entryCounts;
    private final AtomicLong lastEviction = new AtomicLong(Long.MIN_VALUE);
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    RegionStorage(Cache<Object, Object> cache, RegionLimits limits, LongSupplier timestamps) {
        super(cache);
        this.limits = limits;
        this.timestamps = timestamps;
        this.entryCounts = EntryCounts.of(cache);
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        var value = super.getFromCache(key, session);
        (value == null || value instanceof SoftLockImpl ? misses : hits).increment();
        return value;
    }

    /** Entries that are read and written tell themselves when their transaction began, loaded ones among them. */
    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
        if (value instanceof Item item) {
            putUnless(() -> item.isReadable(lastEviction.get() + 1), key, item);
        } else {
            super.putIntoCache(key, value, session);
            count(value);
        }
    }

    @Override
    public void putFromLoad(Object key, Object value, SharedSessionContractImplementor session) {
        var began = session.getCacheTransactionSynchronization().getCachingTimestamp();
        putUnless(() -> began <= lastEviction.get(), key, value);
    }

    /** An eviction between the look and the put has not seen the entry, so it is looked for again. */
    private void putUnless(BooleanSupplier outdated, Object key, Object value) {
        if (outdated.getAsBoolean()) {
            refused.increment();
            return;
        }
        getUnderlyingCache().put(key, value);
        if (outdated.getAsBoolean()) {
            getUnderlyingCache().remove(key);
            refused.increment();
        } else {
            count(value);
        }
    }

    private void count(Object value) {
        if (!(value instanceof SoftLockImpl)) {
            puts.increment();
        }
    }

    @Override
    public void evictData(Object key) {
        evicting();
        super.evictData(key);
    }

    @Override
    public void evictData() {
        evicting();
        super.evictData();
    }

    @Override
    public void clearCache(SharedSessionContractImplementor session) {
        evictData();
        BoundedRegion.evictAfter(session, this::evictData);
    }

    private void evicting() {
        lastEviction.accumulateAndGet(timestamps.getAsLong(), Math::max);
        evictions.increment();
    }

    RegionStatistics statistics(String region) {
        return new RegionStatistics(
                region,
                limits,
                entryCounts.entries(),
                hits.sum(),
                0,
                misses.sum(),
                puts.sum(),
                refused.sum(),
                entryCounts.outgrown(),
                entryCounts.expired(),
                evictions.sum());
    }
}
