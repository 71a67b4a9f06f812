/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.internal.AuditHelper;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.integrator.spi.Integrator;

/**
 * Records that a collection lost its last elements. Hibernate 7.4 removes all rows then, without the coordinator that records: it is told
 * to insert the elements that are left, which are none. Found by Hibernate through the service loader.
 */
public final class EmptiedCollections implements Integrator, PreCollectionUpdateEventListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        if (metadata.getCollectionBindings().stream()
                .anyMatch(collection -> collection.getAuxiliaryColumn(AuditHelper.CHANGESET_ID) != null)) {
            factory.getEventListenerRegistry().appendListeners(EventType.PRE_COLLECTION_UPDATE, this);
        }
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        var collection = event.getCollection();
        var session = event.getSession();
        var entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
        var persister = entry == null ? null : entry.getLoadedPersister();
        if (persister != null
                && persister.getAttributeMapping().getAuditMapping() != null
                && collection.wasInitialized()
                && collection.empty()
                && !collection.isSnapshotEmpty(entry.getSnapshot())) {
            persister.insertRows(collection, entry.getLoadedKey(), session);
        }
    }
}
