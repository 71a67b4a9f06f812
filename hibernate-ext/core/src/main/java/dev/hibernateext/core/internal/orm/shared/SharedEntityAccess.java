/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Entities under keys without a tenant. */
final class SharedEntityAccess extends ForwardingAccess<EntityDataAccess> implements EntityDataAccess {

    SharedEntityAccess(EntityDataAccess target) {
        super(target);
    }

    @Override
    public Object generateCacheKey(
            Object id, EntityPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return target().generateCacheKey(id, persister, factory, null);
    }

    @Override
    public Object getCacheKeyId(Object key) {
        return target().getCacheKeyId(key);
    }

    @Override
    public boolean insert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return target().insert(session, key, value, version);
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return target().afterInsert(session, key, value, version);
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            @Nullable Object previous) {
        return target().update(session, key, value, version, previous);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            @Nullable Object previous,
            @Nullable SoftLock lock) {
        return target().afterUpdate(session, key, value, version, previous, lock);
    }
}
