/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.TenantReferenceException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.ComingRows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
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
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Refuses rows that refer to a row their tenant does not have, whether another one has it or nobody. What the session manages is its
 * tenant's; other rows are looked for, those of a flush together.
 */
@SuppressWarnings("removal") // the types of CollectionPersister, by which collections know which elements are new
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

    /** Something is done with each reference of a row. */
    private interface Use {
        void of(OwnedReference reference, Object value);
    }

    /* Only says what is to come, so that it can be asked for together. */
    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var entry = event.getEntityEntry();
        var refers = references.of(entry.getPersister());
        if (!refers.inState().isEmpty() && isWritten(event, entry) && !seesAll(event.getSession())) {
            var rows = OwnRows.of(event.getSession());
            var before = entry.isExistsInDatabase() ? entry.getLoadedState() : null;
            changed(refers.inState(), event.getPropertyValues(), before, rows::expect);
            named(entry.getPersister(), event.getPropertyValues(), before, (key, id) -> rows.expect(key.target(), id));
        }
    }

    @Override
    public void come(Iterable<?> entities, SharedSessionContractImplementor session) {
        if (!seesAll(session)) {
            var rows = OwnRows.of(session);
            rows.expectAnew();
            entities.forEach(entity -> eachOf(entity, session, rows::expect));
        }
    }

    /** All that the rows of an entity and its collections refer to. */
    private void eachOf(Object entity, SharedSessionContractImplementor session, Use use) {
        var persister = session.getEntityPersister(null, entity);
        var refers = references.of(persister);
        if (!refers.inState().isEmpty()) {
            var state = persister.getValues(entity);
            changed(refers.inState(), state, null, use);
            named(persister, state, null, (key, id) -> OwnRows.of(session).expect(key.target(), id));
        }
        if (!refers.inIdentifier().isEmpty()) {
            eachOf(refers.inIdentifier(), refers.ofEntity() ? entity : persister.getIdentifier(entity, session), use);
        }
        for (var collection : refers.collections()) {
            each(references.of(collection.getCollectionDescriptor()), collection.getValue(entity), use);
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
        var rows = OwnRows.of(session);
        changed(refers.inState(), state, before, (reference, value) -> check(reference, value, rows, session));
        named(persister, state, before, (key, id) -> check(key, id, rows));
        if (stateless) {
            // their events do not tell the session
            for (var collection : refers.collections()) {
                var content = collection.getValue(entity);
                each(references.of(collection.getCollectionDescriptor()), content, rows::expect);
                each(
                        references.of(collection.getCollectionDescriptor()),
                        content,
                        (reference, value) -> check(reference, value, rows, session));
            }
            rows.forgetIfAlone();
        }
    }

    private void checkIdentifier(
            EntityPersister persister, Object entity, @Nullable Object id, SharedSessionContractImplementor session) {
        var refers = references.of(persister);
        var holder = refers.ofEntity() ? entity : id;
        if (holder == null || refers.inIdentifier().isEmpty() || seesAll(session)) {
            return;
        }
        var rows = OwnRows.of(session);
        for (var reference : refers.inIdentifier()) {
            var value = reference.inValue(holder);
            if (value != null) {
                check(reference, value, rows, session);
            }
        }
    }

    private void checkRows(AbstractCollectionEvent event, boolean all) {
        var collection = event.getCollection();
        if (collection == null || references.of(event.getCollectionPersister()).isEmpty()) {
            return;
        }
        var session = statefulSession(event);
        if (session != null && !seesAll(session)) {
            var rows = OwnRows.of(session);
            new Written(collection, event.getCollectionPersister(), all)
                    .each(references, (reference, value) -> check(reference, value, rows, session));
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

    private void check(OwnedReference reference, Object value, OwnRows rows, SharedSessionContractImplementor session) {
        if (!rows.isOwn(reference, value, () -> expectCollections(rows, session))) {
            throw TenantReferenceException.of(
                    reference.label(), reference.target(value, session).getEntityName());
        }
    }

    private static void check(OwnedKey key, Object id, OwnRows rows) {
        if (!rows.isOwn(key.target(), id)) {
            throw TenantReferenceException.of(key.label(), key.target().getEntityName());
        }
    }

    /** What the collections of the same flush will refer to. */
    private void expectCollections(OwnRows rows, SharedSessionContractImplementor session) {
        if (session instanceof SessionImplementor stateful
                && stateful.getPersistenceContextInternal().isFlushing()) {
            stateful.getPersistenceContextInternal()
                    .forEachCollectionEntry(
                            (collection, entry) -> {
                                var persister = entry.getCurrentPersister();
                                if (persister != null && (entry.isDorecreate() || entry.isDoupdate())) {
                                    new Written(collection, persister, entry.isDorecreate())
                                            .each(references, rows::expect);
                                }
                            },
                            false);
        }
    }

    private static void each(OwnedReferences.OfCollection refers, @Nullable Object content, Use use) {
        if (content == null || !Hibernate.isInitialized(content)) {
            return;
        }
        if (content instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                eachOf(refers.indexes(), key, use);
                eachOf(refers.elements(), element, use);
            });
        } else if (content instanceof Collection<?> elements) {
            elements.forEach(element -> eachOf(refers.elements(), element, use));
        } else if (content instanceof Object[] elements) {
            for (var element : elements) {
                eachOf(refers.elements(), element, use);
            }
        }
    }

    private static void eachOf(List<OwnedReference> refers, @Nullable Object holder, Use use) {
        if (holder != null) {
            for (var reference : refers) {
                var value = reference.inValue(holder);
                if (value != null) {
                    use.of(reference, value);
                }
            }
        }
    }

    private static void changed(
            List<OwnedReference> refers, @Nullable Object[] state, @Nullable Object @Nullable [] before, Use use) {
        for (var reference : refers) {
            var value = reference.inState(state);
            if (value != null && (before == null || reference.inState(before) != value)) {
                use.of(reference, value);
            }
        }
    }

    private void named(
            EntityPersister persister,
            @Nullable Object[] state,
            @Nullable Object @Nullable [] before,
            BiConsumer<OwnedKey, Object> use) {
        for (var key : keys.of(persister)) {
            var id = key.inState(state);
            if (id != null && (before == null || !id.equals(key.inState(before)))) {
                use.accept(key, id);
            }
        }
    }

    private static boolean seesAll(SharedSessionContractImplementor session) {
        return AllTenants.areSeenBy(session.getLoadQueryInfluencers());
    }

    /**
     * A collection of which a flush writes rows.
     *
     * @param all whether all of them, and not only those that were added
     */
    private record Written(PersistentCollection<?> collection, CollectionPersister persister, boolean all) {

        void each(OwnedReferences references, Use use) {
            var refers = references.of(persister);
            if (refers.isEmpty() || !collection.wasInitialized()) {
                return;
            }
            var entries = collection.entries(persister);
            for (int i = 0; entries.hasNext(); i++) {
                var entry = entries.next();
                if (all || isNew(entry, i)) {
                    eachOf(refers.elements(), collection.getElement(entry), use);
                    if (!refers.indexes().isEmpty()) {
                        eachOf(refers.indexes(), collection.getIndex(entry, i, persister), use);
                    }
                }
            }
        }

        private boolean isNew(Object entry, int position) {
            return collection.needsInserting(entry, position, persister.getElementType())
                    || collection.needsUpdating(entry, position, persister.getElementType());
        }
    }
}
