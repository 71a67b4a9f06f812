/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.event.internal.DefaultDeleteEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Makes one operation of a delete and its cascades. A listener for deletes like this one does not keep Hibernate from
 * deleting without loading; one for the moments before or after the statement would, for all entities. Leans on {@code
 * org.hibernate.event.internal.DefaultDeleteEventListener}, whose place it takes.
 */
final class OperationDeleteListener extends DefaultDeleteEventListener {

    private final transient SoftDeletionModel model;

    OperationDeleteListener(FactoryState factory) {
        this.model = SoftDeletionModel.of(factory);
    }

    @Override
    public void onDelete(DeleteEvent event) {
        DeletionWork.of(event.getSession()).inOneOperation(() -> super.onDelete(event));
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext context) {
        var work = DeletionWork.of(event.getSession());
        work.inOneOperation(() -> {
            var key = keyOf(event);
            if (key != null && !isDeleted(event, key)) {
                work.schedule(key);
            }
            var within = work.enter(key != null);
            try {
                super.onDelete(within ? deletedByStatement(event) : event, context);
            } finally {
                work.leave(within);
            }
        });
    }

    /** The operation that deleted a row first keeps it. */
    private static boolean isDeleted(DeleteEvent event, EntityKey key) {
        var context = event.getSession().getPersistenceContextInternal();
        var entity = context.getEntity(key);
        var entry = entity == null ? null : context.getEntry(entity);
        return context.containsDeletedUnloadedEntityKey(key)
                || (entry != null && entry.getStatus().isDeletedOrGone());
    }

    /* A database cascades the delete of a row, not its mark; and collections of soft-deletable owners claim to cascade, so that
     * their rows are kept. */
    private static DeleteEvent deletedByStatement(DeleteEvent event) {
        return event.isCascadeDeleteEnabled()
                ? new DeleteEvent(
                        event.getEntityName(),
                        event.getObject(),
                        false,
                        event.isOrphanRemovalBeforeUpdates(),
                        event.getSession())
                : event;
    }

    /** The row, if it is soft-deletable and has been stored. */
    private @Nullable EntityKey keyOf(DeleteEvent event) {
        var session = event.getSession();
        var object = event.getObject();
        var proxy = HibernateProxy.extractLazyInitializer(object);
        if (proxy != null && proxy.isUninitialized()) {
            var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(proxy.getEntityName());
            return isSoftDeletable(persister)
                    ? session.generateEntityKey(proxy.getInternalIdentifier(), persister)
                    : null;
        }
        var entity = proxy == null ? object : proxy.getImplementation();
        var persister = session.getEntityPersister(event.getEntityName(), entity);
        var id = isSoftDeletable(persister) ? persister.getIdentifier(entity, session) : null;
        return id == null ? null : session.generateEntityKey(id, persister);
    }

    private boolean isSoftDeletable(EntityPersister persister) {
        return model.of(persister.getEntityName()) != null;
    }

    /** Takes the place of Hibernate's listener, not of one a user put there. */
    static final class InPlaceOfDefault implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof OperationDeleteListener
                    && original.getClass() == DefaultDeleteEventListener.class;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }
}
