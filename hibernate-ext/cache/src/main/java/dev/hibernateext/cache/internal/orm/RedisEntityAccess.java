/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.support.AbstractEntityDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Entities in Redis. */
final class RedisEntityAccess extends AbstractEntityDataAccess {

    private final RedisStorage storage;
    private final AccessType type;

    RedisEntityAccess(RedisRegion region, RedisStorage storage, AccessType type) {
        super(region, RedisKeys.INSTANCE, storage);
        this.storage = storage;
        this.type = type;
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
    public boolean insert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return false;
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return storage.insert(key, value, session);
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object current,
            @Nullable Object previous) {
        if (type == AccessType.READ_ONLY) {
            throw new UnsupportedOperationException("Can't update readonly object");
        }
        return false;
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object current,
            @Nullable Object previous,
            @Nullable SoftLock lock) {
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

    /** The key is locked until the end of the transaction. */
    @Override
    public void remove(SharedSessionContractImplementor session, Object key) {}

    @Override
    public SoftLock lockRegion() {
        return storage.lockAll();
    }

    @Override
    public void unlockRegion(@Nullable SoftLock lock) {
        storage.unlockAll(lock);
    }
}
