/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.mutation.DeleteCoordinator;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/** Marks rows, and deletes them in sessions that purge. */
final class RowDeleteCoordinator implements DeleteCoordinator {

    private final RowMarkCoordinator marking;
    private final DeleteCoordinator deleting;

    RowDeleteCoordinator(RowMarkCoordinator marking, DeleteCoordinator deleting) {
        this.marking = marking;
        this.deleting = deleting;
    }

    @Override
    public void delete(
            @Nullable Object entity, Object id, @Nullable Object version, SharedSessionContractImplementor session) {
        if (ScopeFlag.PURGE.isOn(session.getLoadQueryInfluencers())) {
            KeptRowsCoordinator.removeAll(marking.persister(), id, session);
            deleting.delete(entity, id, version, session);
        } else {
            DeletionWork.of(session).dropPostponed();
            marking.delete(entity, id, version, session);
        }
    }

    @Override
    public MutationOperationGroup getStaticMutationOperationGroup() {
        return marking.getStaticMutationOperationGroup();
    }
}
