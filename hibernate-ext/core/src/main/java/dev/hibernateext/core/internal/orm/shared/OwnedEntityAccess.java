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

/** Entities whose rows belong to tenants. */
final class OwnedEntityAccess extends OwnedAccess<EntityDataAccess> implements EntityDataAccess {

    private final String entity;
    private final RowOwners owners;

    OwnedEntityAccess(EntityDataAccess target, String entity, RowOwners owners) {
        super(target);
        this.entity = entity;
        this.owners = owners;
    }

    @Override
    @Nullable
    Object keyOfOwner(SharedSessionContractImplementor session, Object key) {
        var factory = session.getFactory();
        var persister = factory.getMappingMetamodel().getEntityDescriptor(entity);
        var id = getCacheKeyId(key);
        var owner = owners.ownerOf(session, persister, id);
        return owner == null ? null : generateCacheKey(id, persister, factory, textOf(owner, session));
    }

    @Override
    public Object generateCacheKey(
            Object id, EntityPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return target().generateCacheKey(id, persister, factory, tenant);
    }

    @Override
    public Object getCacheKeyId(Object key) {
        return target().getCacheKeyId(key);
    }

    @Override
    public boolean insert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return !seesAll(session) && target().insert(session, key, value, version);
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return !seesAll(session) && target().afterInsert(session, key, value, version);
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            @Nullable Object previous) {
        return !seesAll(session) && target().update(session, key, value, version, previous);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            @Nullable Object previous,
            @Nullable SoftLock lock) {
        if (seesAll(session)) {
            unlockItem(session, key, lock);
            return false;
        }
        return target().afterUpdate(session, key, value, version, previous, lock);
    }
}
