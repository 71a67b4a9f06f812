/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.internal.orm.shared.RowOwners;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tenant of a row in what the session manages, or in the row it has last said it is about to write: a stateless session
 * manages nothing. Safe for use by many threads.
 */
final class WrittenRowOwners implements RowOwners {

    private final TenantSlots slots;

    WrittenRowOwners(TenantSlots slots) {
        this.slots = slots;
    }

    /** The row a session of all tenants is about to write. Belongs to that session. */
    private static final class Written {

        private @Nullable String root;
        private @Nullable Object id;
        private @Nullable Object owner;
    }

    /** Says that a session of all tenants is about to write a row. */
    static void writes(
            SharedSessionContractImplementor session, EntityPersister persister, Object id, @Nullable Object owner) {
        var written = SessionState.of(session).attachment(Written.class, state -> new Written());
        written.root = persister.getRootEntityName();
        written.id = id;
        written.owner = owner;
    }

    @Override
    public boolean isOwned(String entity) {
        return slots.isOwned(entity);
    }

    @Override
    public @Nullable Object ownerOf(
            SharedSessionContractImplementor session, EntityPersister persister, @Nullable Object id) {
        var managed = id == null ? null : ofManaged(session, persister, id);
        return managed != null ? managed : ofWritten(session, persister, id);
    }

    @Override
    public @Nullable Object ownerOf(
            SharedSessionContractImplementor session, CollectionPersister persister, Object key) {
        var entity = persister.getOwnerEntityPersister();
        if (!slots.isOwned(entity.getEntityName())) {
            return null;
        }
        var owner = session.getPersistenceContextInternal().getCollectionOwner(key, persister);
        return owner != null ? ofInstance(session, owner) : ofWritten(session, entity, key);
    }

    private @Nullable Object ofManaged(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
        var instance = session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
        return instance == null ? null : ofInstance(session, instance);
    }

    /** As it was read: what is set in memory changes no row's tenant. */
    private @Nullable Object ofInstance(SharedSessionContractImplementor session, Object instance) {
        var entry = session.getPersistenceContextInternal().getEntry(instance);
        if (entry == null || entry.getLoadedState() == null) {
            return null;
        }
        var slot = slots.of(entry.getPersister());
        return slot == null ? null : slot.read(entry.getPersister(), entry.getId(), entry.getLoadedState());
    }

    private static @Nullable Object ofWritten(
            SharedSessionContractImplementor session, EntityPersister persister, @Nullable Object id) {
        var written = SessionState.of(session).findAttachment(Written.class);
        return written != null
                        && persister.getRootEntityName().equals(written.root)
                        && (id == null || id.equals(written.id))
                ? written.owner
                : null;
    }
}
