/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.TenantAssignedException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Refuses instances that name another tenant than their session's, or none where a row is known by what the instance says. Looks
 * at the row itself only where no statement for it can be restricted.
 */
final class TenantGuardListener
        implements FlushEntityEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreUpsertEventListener,
                CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient TenantSlots slots;

    TenantGuardListener(FactoryState factory) {
        this.slots = TenantSlots.of(factory);
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var entry = event.getEntityEntry();
        var slot = slots.of(entry.getPersister());
        // that an identifier has changed is Hibernate's to say
        if (slot != null
                && slot.inState() != null
                && entry.getStatus() == Status.MANAGED
                && entry.isExistsInDatabase()
                && entry.getLoadedState() != null) {
            var loaded = slot.read(entry.getPersister(), entry.getId(), entry.getLoadedState());
            var now = slot.read(entry.getPersister(), entry.getId(), event.getPropertyValues());
            if (now == null || !now.equals(loaded)) {
                throw TenantAssignedException.other(slot.attribute().label());
            }
        }
    }

    /** A stateful session compares what it flushes with what it loaded. */
    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        var persister = event.getPersister();
        var slot = slots.of(persister);
        if (slot == null) {
            return false;
        }
        note(event, slot, event.getSession() instanceof StatelessSession ? null : event.getState());
        if (event.getSession() instanceof StatelessSession) {
            refuse(slot, slot.read(persister, event.getId(), event.getState()), event.getSession());
            if (!slot.isGuardedInUpdates()) {
                checkIsOwn(persister, event.getId(), event.getSession());
            }
        } else if (slot.inState() != null) {
            slot.inState().keepInserted(event);
        }
        return false;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        var persister = event.getPersister();
        var slot = slots.of(persister);
        if (slot == null) {
            return false;
        }
        note(event, slot, event.getDeletedState());
        if (event.getSession() instanceof StatelessSession) {
            refuse(
                    slot,
                    slot.read(persister, event.getId(), persister.getValues(event.getEntity())),
                    event.getSession());
            if (persister.hasOwnedCollections() || persister.hasMultipleTables()) {
                checkIsOwn(persister, event.getId(), event.getSession());
            }
        }
        return false;
    }

    /* Hibernate runs no generator for an upsert. */
    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        var persister = event.getPersister();
        var slot = slots.of(persister);
        if (slot != null) {
            note(event, slot, event.getState());
            if (!slot.attribute().identifier()
                    && !seesAll(event.getSession())
                    && slot.read(persister, event.getId(), event.getState()) == null) {
                var tenant =
                        SessionTenant.of(event.getSession(), slot.attribute().type());
                slot.write(persister, event.getEntity(), event.getState(), tenant);
            }
            refuse(slot, slot.read(persister, event.getId(), event.getState()), event.getSession());
            if (!slot.isGuardedInUpdates()) {
                checkIsNotForeign(persister, event.getId(), event.getSession());
            }
        }
        return false;
    }

    /** Whose entries in the cache get old; not known of what a stateless session updates or deletes, which it has not read. */
    private static void note(
            AbstractPreDatabaseOperationEvent event, TenantSlots.Slot slot, @Nullable Object @Nullable [] state) {
        if (seesAll(event.getSession())) {
            var owner = state == null ? null : slot.read(event.getPersister(), event.getId(), state);
            WrittenRowOwners.writes(event.getSession(), event.getPersister(), event.getId(), owner);
        }
    }

    private static void refuse(
            TenantSlots.Slot slot, @Nullable Object tenant, SharedSessionContractImplementor session) {
        if (tenant == null) {
            throw TenantAssignedException.unknown(slot.attribute().label());
        }
        if (!seesAll(session)
                && !tenant.equals(SessionTenant.of(session, slot.attribute().type()))) {
            throw TenantAssignedException.other(slot.attribute().label());
        }
    }

    private static boolean seesAll(SharedSessionContractImplementor session) {
        return AllTenants.areSeenBy(session.getLoadQueryInfluencers());
    }

    private static void checkIsOwn(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        if (!seesAll(session) && !exists(persister, id, session)) {
            throw new StaleObjectStateException(persister.getEntityName(), id);
        }
    }

    private static void checkIsNotForeign(
            EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        if (!seesAll(session) && !exists(persister, id, session)) {
            try (var all = AllTenants.of(session.getFactory()).openStatelessChild(session)) {
                if (exists(persister, id, (SharedSessionContractImplementor) all)) {
                    throw new StaleObjectStateException(persister.getEntityName(), id);
                }
            }
        }
    }

    private static boolean exists(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        return session.createSelectionQuery(
                                "select 1 from " + persister.getRootEntityName() + " row where id(row) = :id",
                                Integer.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull()
                != null;
    }
}
