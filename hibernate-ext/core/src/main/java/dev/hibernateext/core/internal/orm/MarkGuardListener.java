/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.DeletionAssignedException;
import dev.hibernateext.core.softdelete.RowDeletedException;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Refuses marks that were set by hand, and upserts of rows that are deleted. */
final class MarkGuardListener
        implements FlushEntityEventListener,
                PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient SoftDeleteSlots slots;

    MarkGuardListener(FactoryState factory) {
        this.slots = SoftDeleteSlots.of(factory);
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var entry = event.getEntityEntry();
        var loaded = entry.getLoadedState();
        if (entry.getStatus() != Status.MANAGED || loaded == null || !entry.isExistsInDatabase()) {
            return;
        }
        for (var slot : slots.of(entry.getPersister())) {
            if (!Objects.equals(slot.slot().read(loaded), slot.slot().read(event.getPropertyValues()))
                    && !isRestoring(event.getSession())) {
                throw DeletionAssignedException.onManagedEntity(slot.attribute().label());
            }
        }
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        var set = slots.markSet(event.getPersister(), event.getState());
        if (set != null) {
            throw DeletionAssignedException.onInsert(set.label());
        }
        return false;
    }

    /** A stateful session compares what it flushes with what it loaded. */
    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        if (event.getSession() instanceof StatelessSession) {
            refuseDetached(event.getPersister(), event.getState(), event.getSession());
        }
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        var persister = event.getPersister();
        refuseDetached(persister, event.getState(), event.getSession());
        if (!slots.of(persister).isEmpty() && isDeleted(persister, event.getId(), event.getSession())) {
            throw RowDeletedException.onUpsert(persister.getEntityName(), event.getId());
        }
        return false;
    }

    private void refuseDetached(
            EntityPersister persister, @Nullable Object[] state, SharedSessionContractImplementor session) {
        var set = slots.markSet(persister, state);
        if (set != null && ScopeFlag.hidesDeleted(session.getLoadQueryInfluencers())) {
            throw DeletionAssignedException.onDetachedEntity(set.label());
        }
    }

    /* An upsert of a versioned entity that expects a version does not meet a deleted row: the delete has raised it. Every other
     * one would write to the row, since a MERGE cannot be restricted to rows without a mark. */
    private boolean isDeleted(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        var found = DeletedRowAccess.load(persister, id, session);
        return found != null && slots.isMarked(persister, found);
    }

    private static boolean isRestoring(SharedSessionContractImplementor session) {
        return ScopeFlag.RESTORE.isOn(session.getLoadQueryInfluencers());
    }
}
