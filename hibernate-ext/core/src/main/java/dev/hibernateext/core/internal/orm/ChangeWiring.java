/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.internal.ChangeRegistry;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Listens to Hibernate's events for those who listen to changes, from the first of them on. Not before: a listener for
 * deletes alone makes Hibernate load what is removed through a reference.
 */
final class ChangeWiring {

    private final EventListenerRegistry listeners;
    private final EntityCatalog catalog;

    ChangeWiring(EventListenerRegistry listeners, EntityCatalog catalog) {
        this.listeners = listeners;
        this.catalog = catalog;
    }

    /** Hibernate's registry loses listeners that are added by two threads at once, hence the lock hooks take as well. */
    void wire(ChangeRegistry registry) {
        synchronized (listeners) {
            listen(new EntityCapture(registry, catalog));
            listen(new CollectionCapture(registry, catalog));
        }
    }

    /** Ahead of all others, whose own writes come later and must be told later. */
    private void listen(EntityCapture entities) {
        listeners.prependListeners(EventType.POST_INSERT, entities);
        listeners.prependListeners(EventType.POST_UPDATE, entities);
        listeners.prependListeners(EventType.POST_DELETE, entities);
        listeners.prependListeners(EventType.POST_UPSERT, entities);
    }

    private void listen(CollectionCapture collections) {
        listeners.prependListeners(EventType.POST_COLLECTION_RECREATE, collections);
        listeners.prependListeners(EventType.POST_COLLECTION_UPDATE, collections);
        listeners.prependListeners(EventType.POST_COLLECTION_REMOVE, collections);
    }
}
