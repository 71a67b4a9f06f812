/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Knows the tenants of rows that a session of all tenants writes. One for each factory that has rows of tenants, a component of
 * its state.
 */
public interface RowOwners {

    /** Nobody owns a row. */
    RowOwners NONE = new Nobody();

    /**
     * Whether the rows of an entity belong to tenants.
     *
     * @param entity by its name in Hibernate
     */
    boolean isOwned(String entity);

    /**
     * The tenant of a row, of the attribute's type.
     *
     * @param id of a row the session manages, or is about to write; null asks for the one it is about to write
     * @return null if it is not known
     */
    @Nullable
    Object ownerOf(SharedSessionContractImplementor session, EntityPersister persister, @Nullable Object id);

    /**
     * The tenant of the row that has a collection, of the attribute's type.
     *
     * @param key of the collection
     * @return null if it is not known, or belongs to nobody
     */
    @Nullable
    Object ownerOf(SharedSessionContractImplementor session, CollectionPersister persister, Object key);

    /** Where the feature is off, or nothing belongs to tenants. */
    final class Nobody implements RowOwners {

        private Nobody() {}

        @Override
        public boolean isOwned(String entity) {
            return false;
        }

        @Override
        public @Nullable Object ownerOf(
                SharedSessionContractImplementor session, EntityPersister persister, @Nullable Object id) {
            return null;
        }

        @Override
        public @Nullable Object ownerOf(
                SharedSessionContractImplementor session, CollectionPersister persister, Object key) {
            return null;
        }
    }
}
