/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: Redis counts changes, where Hibernate would keep times. */
final class NoStorage implements StorageAccess {

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        return null;
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
        // nobody looks for it
    }

    @Override
    public boolean contains(Object key) {
        return false;
    }

    @Override
    public void evictData() {
        // there is nothing
    }

    @Override
    public void evictData(Object key) {
        // there is nothing
    }

    @Override
    public void release() {
        // there is nothing
    }
}
