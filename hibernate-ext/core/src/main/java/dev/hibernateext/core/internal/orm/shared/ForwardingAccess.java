/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Does everything as another access does it. */
abstract class ForwardingAccess<A extends CachedDomainDataAccess> implements CachedDomainDataAccess {

    private final A target;

    ForwardingAccess(A target) {
        this.target = target;
    }

    A target() {
        return target;
    }

    @Override
    public DomainDataRegion getRegion() {
        return target.getRegion();
    }

    @Override
    public AccessType getAccessType() {
        return target.getAccessType();
    }

    @Override
    public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        return target.get(session, key);
    }

    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return target.putFromLoad(session, key, value, version);
    }

    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimal) {
        return target.putFromLoad(session, key, value, version, minimal);
    }

    @Override
    public @Nullable SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        return target.lockItem(session, key, version);
    }

    @Override
    public void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
        target.unlockItem(session, key, lock);
    }

    @Override
    public void remove(SharedSessionContractImplementor session, Object key) {
        target.remove(session, key);
    }

    @Override
    public void removeAll(SharedSessionContractImplementor session) {
        target.removeAll(session);
    }

    @Override
    public boolean contains(Object key) {
        return target.contains(key);
    }

    @Override
    public @Nullable SoftLock lockRegion() {
        return target.lockRegion();
    }

    @Override
    public void unlockRegion(@Nullable SoftLock lock) {
        target.unlockRegion(lock);
    }

    @Override
    public void evict(Object key) {
        target.evict(key);
    }

    @Override
    public void evictAll() {
        target.evictAll();
    }
}
