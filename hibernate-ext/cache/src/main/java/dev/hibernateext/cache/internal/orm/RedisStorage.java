/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.cache.RegionStatistics;
import dev.hibernateext.cache.internal.redis.RemoteEntries;
import dev.hibernateext.cache.internal.redis.RemoteLock;
import java.util.concurrent.atomic.LongAdder;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.jspecify.annotations.Nullable;

/** The entries of a region in Redis, as a node uses them. */
final class RedisStorage implements DomainDataStorageAccess {

    private final RemoteEntries entries;
    private final RegionLimits limits;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    RedisStorage(RemoteEntries entries, RegionLimits limits) {
        this.entries = entries;
        this.limits = limits;
    }

    private static String text(Object key) {
        return ((RedisKey) key).text();
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        var value = entries.get(text(key), ReaderPosition.of(session));
        (value == null ? misses : hits).increment();
        return value;
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
        load(key, value, session);
    }

    boolean load(Object key, Object value, SharedSessionContractImplementor session) {
        return counted(entries.put(text(key), value, ReaderPosition.of(session)));
    }

    boolean insert(Object key, Object value, SharedSessionContractImplementor session) {
        return counted(entries.insert(text(key), value, ReaderPosition.of(session)));
    }

    private boolean counted(boolean put) {
        (put ? puts : refused).increment();
        return put;
    }

    SoftLock lock(Object key) {
        return entries.lock(text(key));
    }

    void unlock(Object key, @Nullable SoftLock lock) {
        if (lock instanceof RemoteLock taken) {
            entries.unlock(text(key), taken);
        } else {
            entries.evict(text(key));
        }
    }

    boolean update(Object key, Object value, @Nullable SoftLock lock) {
        if (lock instanceof RemoteLock taken) {
            return counted(entries.unlock(text(key), taken, value));
        }
        entries.evict(text(key));
        return false;
    }

    SoftLock lockAll() {
        evictions.increment();
        return entries.lockAll();
    }

    void unlockAll(@Nullable SoftLock lock) {
        if (lock instanceof RemoteLock taken) {
            entries.unlockAll(taken);
        } else {
            entries.evictAll();
        }
    }

    /** A session without events has given back its locks before the statement. */
    @Override
    public void clearCache(SharedSessionContractImplementor session) {
        if (!session.isEventSource() && session.isTransactionInProgress()) {
            var lock = entries.lockAll();
            AfterCompletionCallback unlocking = (committed, by) -> entries.unlockAll(lock);
            session.getTransactionCompletionCallbacks().registerCallback(unlocking);
        } else {
            entries.evictAll();
        }
    }

    @Override
    public boolean contains(Object key) {
        return entries.contains(text(key));
    }

    @Override
    public void evictData() {
        evictions.increment();
        entries.evictAll();
    }

    @Override
    public void evictData(Object key) {
        evictions.increment();
        entries.evict(text(key));
    }

    @Override
    public void release() {
        // other nodes go on with what is there
    }

    RegionStatistics statistics(String region) {
        return new RegionStatistics(
                region,
                limits,
                entries.count(),
                hits.sum(),
                0,
                misses.sum(),
                puts.sum(),
                refused.sum(),
                entries.outgrown(),
                entries.expired(),
                evictions.sum());
    }
}
