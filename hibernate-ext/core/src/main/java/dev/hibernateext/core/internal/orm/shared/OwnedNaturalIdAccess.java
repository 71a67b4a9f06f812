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

/** Natural identifiers of rows that belong to tenants. The row is the one the session writes when it asks for a key. */
final class OwnedNaturalIdAccess extends OwnedAccess<NaturalIdDataAccess> implements NaturalIdDataAccess {

    private final RowOwners owners;

    OwnedNaturalIdAccess(NaturalIdDataAccess target, RowOwners owners) {
        super(target);
        this.owners = owners;
    }

    /** In place of a key where the row's tenant is not known. */
    private record OfUnknownOwner(Object naturalId) {}

    @Override
    @Nullable
    Object keyOfOwner(SharedSessionContractImplementor session, Object key) {
        return key instanceof OfUnknownOwner ? null : key;
    }

    @Override
    public Object generateCacheKey(
            Object naturalId, EntityPersister persister, SharedSessionContractImplementor session) {
        if (!seesAll(session)) {
            return target().generateCacheKey(naturalId, persister, session);
        }
        var owner = owners.ownerOf(session, persister, null);
        return owner == null
                ? new OfUnknownOwner(naturalId)
                : target().generateCacheKey(naturalId, persister, SessionOfTenant.like(session, owner));
    }

    @Override
    public Object getNaturalIdValues(Object key) {
        return key instanceof OfUnknownOwner unknown ? unknown.naturalId() : target().getNaturalIdValues(key);
    }

    @Override
    public boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
        return !seesAll(session) && target().insert(session, key, value);
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
        return !seesAll(session) && target().afterInsert(session, key, value);
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
        return !seesAll(session) && target().update(session, key, value);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
        if (seesAll(session)) {
            unlockItem(session, key, lock);
            return false;
        }
        return target().afterUpdate(session, key, value, lock);
    }

    @Override
    public boolean contains(Object key) {
        return !(key instanceof OfUnknownOwner) && super.contains(key);
    }

    @Override
    public void evict(Object key) {
        if (key instanceof OfUnknownOwner) {
            super.evictAll();
        } else {
            super.evict(key);
        }
    }
}
