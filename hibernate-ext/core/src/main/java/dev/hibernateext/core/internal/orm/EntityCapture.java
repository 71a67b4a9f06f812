/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.core.change.EntityReference;
import dev.hibernateext.core.change.Image;
import dev.hibernateext.core.change.internal.ChangeBuffer;
import dev.hibernateext.core.change.internal.ChangeRegistry;
import dev.hibernateext.core.change.internal.Listeners;
import dev.hibernateext.core.change.internal.StateImage;
import dev.hibernateext.core.internal.SessionState;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Captures the rows of entities that sessions of both kinds write. */
final class EntityCapture
        implements CoreListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostUpsertEventListener {

    private final ChangeRegistry registry;
    private final EntityCatalog catalog;

    EntityCapture(ChangeRegistry registry, EntityCatalog catalog) {
        this.registry = registry;
        this.catalog = catalog;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        if (isWanted(event)) {
            record(event, Kind.INSERT, null, image(event, event.getState()));
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (isWanted(event)) {
            var before = image(event, event.getOldState());
            record(event, Kind.UPDATE, before, written(event, image(event, event.getState()), before));
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        if (isWanted(event)) {
            record(event, Kind.DELETE, image(event, event.getDeletedState()), null);
        }
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        if (isWanted(event)) {
            KeptStamps.putBack(event);
            record(event, Kind.UPSERT, null, written(event, image(event, event.getState()), null));
        }
    }

    private boolean isWanted(AbstractPostDatabaseOperationEvent event) {
        if (registry.listeners() == Listeners.NONE) {
            return false;
        }
        var session = event.getSession();
        return SessionState.of(session).isActive(Feature.CHANGE)
                && ChangeBuffer.of(session).listeners().want(entity(event).mapped());
    }

    private @Nullable StateImage image(AbstractPostDatabaseOperationEvent event, @Nullable Object @Nullable [] state) {
        return entity(event).shape().image(state, event.getSession());
    }

    private @Nullable Image written(
            AbstractPostDatabaseOperationEvent event, @Nullable StateImage after, @Nullable StateImage before) {
        return after == null ? null : after.keeping(entity(event).notUpdated(), before);
    }

    private CapturedEntity entity(AbstractPostDatabaseOperationEvent event) {
        return catalog.entity(event.getPersister());
    }

    private void record(
            AbstractPostDatabaseOperationEvent event, Kind kind, @Nullable Image before, @Nullable Image after) {
        var session = event.getSession();
        var reference = new EntityReference(entity(event).mapped(), event.getId(), Tenants.of(session));
        ChangeBuffer.of(session).add(new EntityChange(kind, reference, before, after), session);
        if (!session.isEventSource()) {
            entity(event).ownedCollections().forEach(owned -> record(event, owned, kind, reference));
        }
    }

    /** The collection events of a stateless session do not tell which session they are of. */
    private void record(
            AbstractPostDatabaseOperationEvent event, OwnedCollection owned, Kind kind, EntityReference owner) {
        var session = event.getSession();
        var rows = owned.written(event.getEntity(), kind, session);
        if (rows != null) {
            var collection = catalog.collection(owned.persister());
            ChangeBuffer.of(session).add(new CollectionChange(collection, owner, rows), session);
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
