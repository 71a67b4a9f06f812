/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The results of a region, those of queries that ask for something beside those that do not. */
public final class ResultStorage implements StorageAccess {

    private final StorageAccess entries;
    private final ResultCache cache;

    /** The results in a storage. */
    public ResultStorage(StorageAccess entries, ResultCache cache) {
        this.entries = entries;
        this.cache = cache;
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        var request = cache.request(key, session);
        return request == null ? entries.getFromCache(key, session) : request.find(entries, key);
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
        var request = cache.request(key, session);
        if (request == null) {
            entries.putIntoCache(key, value, session);
        } else {
            request.put(value);
        }
    }

    @Override
    public boolean contains(Object key) {
        return entries.contains(key);
    }

    @Override
    public void evictData() {
        entries.evictData();
        cache.evicted();
    }

    @Override
    public void evictData(Object key) {
        entries.evictData(key);
    }

    @Override
    public void release() {
        entries.release();
    }
}
