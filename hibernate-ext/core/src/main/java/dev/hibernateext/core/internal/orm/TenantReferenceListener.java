/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.ComingRows;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Refuses rows that refer to a row their tenant does not have, whether another one has it or nobody. What the session manages is its
 * tenant's; other rows are looked for, those of a flush together.
 */
final class TenantReferenceListener
        implements FlushEntityEventListener,
                PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PostInsertEventListener,
                PreCollectionRecreateEventListener,
                PreCollectionUpdateEventListener,
                ComingRows.Watch,
                CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient OwnedReferences references;
    private final transient OwnedKeys keys;
    private final transient TenantSlots slots;

    private TenantReferenceListener(FactoryState factory) {
        this.references = OwnedReferences.of(factory);
        this.keys = OwnedKeys.of(factory);
        this.slots = TenantSlots.of(factory);
    }

    static void install(EventListenerRegistry listeners, FactoryState factory) {
        var listener = new TenantReferenceListener(factory);
        listeners.appendListeners(EventType.FLUSH_ENTITY, listener);
        listeners.appendListeners(EventType.PRE_INSERT, listener);
        listeners.appendListeners(EventType.PRE_UPDATE, listener);
        listeners.appendListeners(EventType.PRE_UPSERT, listener);
        listeners.appendListeners(EventType.POST_INSERT, listener);
        listeners.appendListeners(EventType.PRE_COLLECTION_RECREATE, listener);
        listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, listener);
        ComingRows.of(factory).watch(listener);
    }

    /* Only says what is to come, so that it can be asked for together. */
    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var entry = event.getEntityEntry();
        var refers = references.of(entry.getPersister());
        if (!refers.inState().isEmpty() && isWritten(event, entry) && !seesAll(event.getSession())) {
            var rows = OwnRows.of(event.getSession());
            var before = entry.isExistsInDatabase() ? entry.getLoadedState() : null;
            refers.changed(event.getPropertyValues(), before, rows::expect);
            keys.changed(
                    entry.getPersister(),
                    event.getPropertyValues(),
                    before,
                    (key, id) -> rows.expect(key.target(), id));
        }
    }

    @Override
    public void come(Iterable<?> entities, SharedSessionContractImplementor session) {
        if (!seesAll(session)) {
            var rows = OwnRows.of(session);
            rows.expectAnew();
            entities.forEach(entity -> expectAll(entity, session, rows));
        }
    }

    /** All that the rows of an entity and its collections refer to. */
    private void expectAll(Object entity, SharedSessionContractImplementor session, OwnRows rows) {
        var persister = session.getEntityPersister(null, entity);
        var refers = references.of(persister);
        if (!refers.inState().isEmpty()) {
            var state = persister.getValues(entity);
            refers.changed(state, null, rows::expect);
            keys.changed(persister, state, null, (key, id) -> rows.expect(key.target(), id));
        }
        if (!refers.inIdentifier().isEmpty()) {
            var holder = refers.ofEntity() ? entity : persister.getIdentifier(entity, session);
            OwnedReference.each(refers.inIdentifier(), holder, rows::expect);
        }
        for (var collection : refers.collections()) {
            references.of(collection.getCollectionDescriptor()).each(collection.getValue(entity), rows::expect);
        }
    }

    private static boolean isWritten(FlushEntityEvent event, EntityEntry entry) {
        return event.getPropertyValues() != null
                && (entry.getStatus() == Status.MANAGED || entry.getStatus() == Status.SAVING)
                && (!entry.isExistsInDatabase() || event.getDirtyProperties() != null || !event.isDirtyCheckPossible());
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        check(event.getPersister(), event.getEntity(), event.getState(), null, event.getSession());
        checkIdentifier(event.getPersister(), event.getEntity(), event.getId(), event.getSession());
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        check(event.getPersister(), event.getEntity(), event.getState(), event.getOldState(), event.getSession());
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        check(event.getPersister(), event.getEntity(), event.getState(), null, event.getSession());
        checkIdentifier(event.getPersister(), event.getEntity(), event.getId(), event.getSession());
        return false;
    }

    /** A stateful session manages what it inserted. */
    @Override
    public void onPostInsert(PostInsertEvent event) {
        var session = sessionOf(event);
        if (!(session instanceof SessionImplementor) && slots.of(event.getPersister()) != null && !seesAll(session)) {
            OwnRows.of(session).written(event.getPersister(), event.getId());
        }
    }

    private static SharedSessionContractImplementor sessionOf(PostInsertEvent event) {
        return event.getSession();
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        checkRows(event, true);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        checkRows(event, false);
    }

    private void check(
            EntityPersister persister,
            Object entity,
            @Nullable Object[] state,
            @Nullable Object @Nullable [] before,
            SharedSessionContractImplementor session) {
        var refers = references.of(persister);
        var stateless = !(session instanceof SessionImplementor);
        if ((refers.inState().isEmpty() && (!stateless || refers.collections().isEmpty())) || seesAll(session)) {
            return;
        }
        var check = checkOf(session);
        refers.changed(state, before, check);
        keys.changed(persister, state, before, check::of);
        if (stateless) {
            // their events do not tell the session
            for (var collection : refers.collections()) {
                var content = collection.getValue(entity);
                var rows = references.of(collection.getCollectionDescriptor());
                rows.each(content, check.rows()::expect);
                rows.each(content, check);
            }
            check.rows().forgetIfAlone();
        }
    }

    private ReferenceCheck checkOf(SharedSessionContractImplementor session) {
        return new ReferenceCheck(references, OwnRows.of(session), session);
    }

    private void checkIdentifier(
            EntityPersister persister, Object entity, @Nullable Object id, SharedSessionContractImplementor session) {
        var refers = references.of(persister);
        var holder = refers.ofEntity() ? entity : id;
        if (holder == null || refers.inIdentifier().isEmpty() || seesAll(session)) {
            return;
        }
        OwnedReference.each(refers.inIdentifier(), holder, checkOf(session));
    }

    private void checkRows(AbstractCollectionEvent event, boolean all) {
        var collection = event.getCollection();
        var persister = event.getCollectionPersister();
        if (collection == null || references.of(persister).isEmpty()) {
            return;
        }
        var session = statefulSession(event);
        if (session != null && !seesAll(session)) {
            new WrittenRows(collection, persister, all).each(references.of(persister), checkOf(session));
        }
    }

    /** Null for a stateless session, which its events cannot tell in any other way. */
    @SuppressWarnings("NullPointerExceptionCaught")
    private static @Nullable EventSource statefulSession(AbstractCollectionEvent event) {
        try {
            return event.getSession();
        } catch (NullPointerException stateless) {
            return null;
        }
    }

    private static boolean seesAll(SharedSessionContractImplementor session) {
        return AllTenants.areSeenBy(session.getLoadQueryInfluencers());
    }
}
