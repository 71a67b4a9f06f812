/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/**
 * Sees each deleted row that a session reads through a fetched reference. It is taken out of the second-level cache again,
 * where loads by id would find it, and refused if the entity hides its deleted rows from references.
 */
final class DeletedRowLoadListener implements PostLoadEventListener, CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient SoftDeletionModel model;
    private final transient SoftDeleteSlots slots;

    DeletedRowLoadListener(FactoryState factory) {
        this.model = SoftDeletionModel.of(factory);
        this.slots = SoftDeleteSlots.of(factory);
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        var persister = event.getPersister();
        var deletion = model.of(persister.getEntityName());
        if (deletion == null || !slots.isMarked(persister, event.getEntity())) {
            return;
        }
        var session = event.getSession();
        if (session.getCacheMode().isPutEnabled() && persister.canWriteToCache()) {
            session.getFactory().getCache().evictEntityData(persister.getEntityName(), event.getId());
        }
        if (!deletion.references() && ScopeFlag.hidesDeleted(session.getLoadQueryInfluencers())) {
            session.getFactory()
                    .getEntityNotFoundDelegate()
                    .handleEntityNotFound(persister.getEntityName(), event.getId());
        }
    }
}
