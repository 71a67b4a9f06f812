/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.softdelete.internal.DeletionWork;
import org.hibernate.StatelessSession;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinator;

/** Does a removal that was put off, before the rows of the collection are inserted again. */
record PostponedRemovalCoordinator(InsertRowsCoordinator delegate) implements InsertRowsCoordinator {

    @Override
    public void insertRows(
            PersistentCollection<?> collection,
            Object id,
            EntryFilter entries,
            SharedSessionContractImplementor session) {
        if (session instanceof StatelessSession) {
            DeletionWork.of(session).runPostponed();
        }
        delegate.insertRows(collection, id, entries, session);
    }

    @Override
    public CollectionMutationTarget getMutationTarget() {
        return delegate.getMutationTarget();
    }
}
