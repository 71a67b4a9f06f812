/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** Collections under keys without a tenant. */
final class SharedCollectionAccess extends ForwardingAccess<CollectionDataAccess> implements CollectionDataAccess {

    SharedCollectionAccess(CollectionDataAccess target) {
        super(target);
    }

    @Override
    public Object generateCacheKey(
            Object id, CollectionPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return target().generateCacheKey(id, persister, factory, null);
    }

    @Override
    public Object getCacheKeyId(Object key) {
        return target().getCacheKeyId(key);
    }
}
