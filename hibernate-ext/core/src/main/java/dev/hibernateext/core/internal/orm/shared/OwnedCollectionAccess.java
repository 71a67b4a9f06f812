/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** Collections of rows that belong to tenants, or with elements that do. */
final class OwnedCollectionAccess extends OwnedAccess<CollectionDataAccess> implements CollectionDataAccess {

    private final String role;
    private final RowOwners owners;

    OwnedCollectionAccess(CollectionDataAccess target, String role, RowOwners owners) {
        super(target);
        this.role = role;
        this.owners = owners;
    }

    @Override
    @Nullable
    Object keyOfOwner(SharedSessionContractImplementor session, Object key) {
        var factory = session.getFactory();
        var persister = factory.getMappingMetamodel().getCollectionDescriptor(role);
        var id = getCacheKeyId(key);
        var owner = owners.ownerOf(session, persister, id);
        return owner == null ? null : generateCacheKey(id, persister, factory, textOf(owner, session));
    }

    @Override
    public Object generateCacheKey(
            Object id, CollectionPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return target().generateCacheKey(id, persister, factory, tenant);
    }

    @Override
    public Object getCacheKeyId(Object key) {
        return target().getCacheKeyId(key);
    }
}
