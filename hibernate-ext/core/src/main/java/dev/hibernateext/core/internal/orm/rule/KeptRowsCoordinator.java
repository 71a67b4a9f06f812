/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.collection.mutation.RemoveCoordinator;
import org.hibernate.persister.entity.EntityPersister;

/** Keeps the rows of a collection whose owner is marked as deleted. */
final class KeptRowsCoordinator implements RemoveCoordinator {

    private final RemoveCoordinator delegate;
    private final CollectionPersister persister;

    KeptRowsCoordinator(RemoveCoordinator delegate, CollectionPersister persister) {
        this.delegate = delegate;
        this.persister = persister;
    }

    /** Removes what Hibernate leaves to the database, because the boot model says that it cascades deletes. */
    static void removeAll(EntityPersister owner, Object id, SharedSessionContractImplementor session) {
        owner.visitAttributeMappings(attribute -> {
            if (attribute.isPluralAttributeMapping()) {
                var collection = attribute.asPluralAttributeMapping().getCollectionDescriptor();
                if (!collection.isInverse() && collection.isCascadeDeleteEnabled()) {
                    collection.remove(id, session);
                }
            }
        });
    }

    /* A stateless session removes the rows before it deletes the owner, and before it inserts them again in an update. */
    @Override
    public void deleteAllRows(Object key, SharedSessionContractImplementor session) {
        if (ScopeFlag.PURGE.isOn(session.getLoadQueryInfluencers())) {
            delegate.deleteAllRows(key, session);
        } else if (session instanceof StatelessSession) {
            DeletionWork.of(session).postpone(() -> delegate.deleteAllRows(key, session));
        } else if (!isOwnerDeleted(key, session)) {
            delegate.deleteAllRows(key, session);
        }
    }

    /** An owner that is not in the session is deleted without being loaded. */
    private boolean isOwnerDeleted(Object key, SharedSessionContractImplementor session) {
        var context = session.getPersistenceContextInternal();
        var owner = context.getCollectionOwner(key, persister);
        var entry = owner == null ? null : context.getEntry(owner);
        return entry == null || entry.getStatus().isDeletedOrGone();
    }

    @Override
    public String getSqlString() {
        return delegate.getSqlString();
    }

    @Override
    public CollectionMutationTarget getMutationTarget() {
        return delegate.getMutationTarget();
    }
}
