/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Natural identifiers under keys without a tenant. */
final class SharedNaturalIdAccess extends ForwardingAccess<NaturalIdDataAccess> implements NaturalIdDataAccess {

    SharedNaturalIdAccess(NaturalIdDataAccess target) {
        super(target);
    }

    @Override
    public Object generateCacheKey(
            Object naturalId, EntityPersister persister, SharedSessionContractImplementor session) {
        return target().generateCacheKey(naturalId, persister, SessionOfTenant.like(session, null));
    }

    @Override
    public Object getNaturalIdValues(Object key) {
        return target().getNaturalIdValues(key);
    }

    @Override
    public boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
        return target().insert(session, key, value);
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
        return target().afterInsert(session, key, value);
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
        return target().update(session, key, value);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
        return target().afterUpdate(session, key, value, lock);
    }
}
