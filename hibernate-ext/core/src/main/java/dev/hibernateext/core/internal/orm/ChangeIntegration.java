/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.internal.ChangeRegistry;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/** Captures what transactions change. */
final class ChangeIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var catalog = new EntityCatalog(boot.factory());
        var registry = new ChangeRegistry(catalog);
        boot.state().component(Changes.class, () -> registry);
        if (boot.state().isEnabled(Feature.CHANGE)) {
            capture(boot, registry, catalog);
        }
    }

    private static void capture(Boot boot, ChangeRegistry registry, EntityCatalog catalog) {
        var queryCache = new StatelessQueryCache(boot.factory());
        var bulk = new BulkCapture(registry, catalog, queryCache);
        boot.state().component(BulkCapture.class, () -> bulk);
        listen(boot.listeners(), new EntityCapture(registry, catalog, queryCache));
        listen(boot.listeners(), new CollectionCapture(registry, catalog));
        boot.factory().addObserver(new Displacement());
    }

    private static void listen(EventListenerRegistry listeners, CollectionCapture collections) {
        listeners.appendListeners(EventType.POST_COLLECTION_RECREATE, collections);
        listeners.appendListeners(EventType.POST_COLLECTION_UPDATE, collections);
        listeners.appendListeners(EventType.POST_COLLECTION_REMOVE, collections);
    }

    private static void listen(EventListenerRegistry listeners, EntityCapture entities) {
        listeners.appendListeners(EventType.POST_INSERT, entities);
        listeners.appendListeners(EventType.POST_UPDATE, entities);
        listeners.appendListeners(EventType.POST_DELETE, entities);
        listeners.appendListeners(EventType.POST_UPSERT, entities);
    }
}
