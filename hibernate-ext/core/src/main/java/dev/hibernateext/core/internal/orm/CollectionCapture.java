/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.CollectionChange.Rows;
import dev.hibernateext.core.change.CollectionElement;
import dev.hibernateext.core.change.EntityReference;
import dev.hibernateext.core.change.internal.ChangeBuffer;
import dev.hibernateext.core.change.internal.ChangeRegistry;
import dev.hibernateext.core.change.internal.CollectionChanges;
import dev.hibernateext.core.change.internal.Listeners;
import dev.hibernateext.core.internal.SessionState;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.jspecify.annotations.Nullable;

/** Captures the rows of collections that stateful sessions write; those of stateless sessions come with their owner. */
final class CollectionCapture
        implements CoreListener,
                PostCollectionRecreateEventListener,
                PostCollectionUpdateEventListener,
                PostCollectionRemoveEventListener {

    private final ChangeRegistry registry;
    private final EntityCatalog catalog;

    CollectionCapture(ChangeRegistry registry, EntityCatalog catalog) {
        this.registry = registry;
        this.catalog = catalog;
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        var session = wantingSession(event);
        if (session != null) {
            record(event, new Rows(current(event, session), List.of()), session);
        }
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        var session = wantingSession(event);
        if (session != null) {
            var before = stored(event, session);
            record(event, before == null ? Rows.UNKNOWN : difference(event, before, session), session);
        }
    }

    @Override
    public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
        var session = wantingSession(event);
        if (session != null) {
            record(event, new Rows(List.of(), stored(event, session)), session);
        }
    }

    private Rows difference(
            AbstractCollectionEvent event, List<CollectionElement> before, SharedSessionContractImplementor session) {
        return event.getCollection().wasInitialized()
                ? CollectionChanges.difference(before, current(event, session))
                : Rows.UNKNOWN;
    }

    private static List<CollectionElement> current(
            AbstractCollectionEvent event, SharedSessionContractImplementor session) {
        return CollectionRows.of(event.getCollection().getValue(), event.getCollectionPersister(), session);
    }

    private static @Nullable List<CollectionElement> stored(
            AbstractCollectionEvent event, SharedSessionContractImplementor session) {
        var collection = event.getCollection();
        var snapshot = collection == null ? null : collection.getStoredSnapshot();
        return snapshot == null ? null : CollectionRows.ofSnapshot(snapshot, event.getCollectionPersister(), session);
    }

    private @Nullable SharedSessionContractImplementor wantingSession(AbstractCollectionEvent event) {
        if (registry.listeners() == Listeners.NONE
                || event.getCollectionPersister().isInverse()) {
            return null;
        }
        var session = statefulSession(event);
        return session != null
                        && SessionState.of(session).isActive(Feature.CHANGE)
                        && ChangeBuffer.of(session)
                                .listeners()
                                .want(owner(event, session).mapped())
                ? session
                : null;
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

    private CapturedEntity owner(AbstractCollectionEvent event, SharedSessionContractImplementor session) {
        return catalog.entity(
                session.getFactory().getMappingMetamodel().getEntityDescriptor(event.getAffectedOwnerEntityName()));
    }

    private void record(AbstractCollectionEvent event, Rows rows, SharedSessionContractImplementor session) {
        ChangeBuffer.of(session).add(change(event, rows, session), session);
    }

    private Change change(AbstractCollectionEvent event, Rows rows, SharedSessionContractImplementor session) {
        var collection = catalog.collection(event.getCollectionPersister());
        var owner = owner(event, session).mapped();
        var ownerId = event.getAffectedOwnerIdOrNull();
        return ownerId == null
                ? ofUnknownOwner(collection.tables(), owner.name())
                : new CollectionChange(collection, new EntityReference(owner, ownerId, Tenants.of(session)), rows);
    }

    /** The owner was removed without having been loaded. */
    private static BulkChange ofUnknownOwner(Set<String> tables, String owner) {
        var statement = new BulkStatement(BulkStatement.Kind.DELETE, BulkStatement.Source.ENTITY, List.of());
        return new BulkChange(statement, BulkChange.UNKNOWN_ROW_COUNT, tables, Set.of(owner));
    }
}
