/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.cache.cfg.spi.NaturalIdDataCachingConfig;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.support.AbstractNaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Natural ids in Redis. */
final class RedisNaturalIdAccess extends AbstractNaturalIdDataAccess {

    private final RedisStorage storage;
    private final AccessType type;

    RedisNaturalIdAccess(RedisRegion region, RedisStorage storage, NaturalIdDataCachingConfig config) {
        super(region, RedisKeys.INSTANCE, storage, config);
        this.storage = storage;
        this.type = config.getAccessType();
    }

    @Override
    public AccessType getAccessType() {
        return type;
    }

    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return storage.load(key, value, session);
    }

    @Override
    public boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
        return false;
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
        return storage.insert(key, value, session);
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
        return false;
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
        return storage.update(key, value, lock);
    }

    @Override
    public SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        return storage.lock(key);
    }

    @Override
    public void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
        storage.unlock(key, lock);
    }

    @Override
    public SoftLock lockRegion() {
        return storage.lockAll();
    }

    @Override
    public void unlockRegion(@Nullable SoftLock lock) {
        storage.unlockAll(lock);
    }
}
