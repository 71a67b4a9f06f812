/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinator;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/**
 * Marks rows, and deletes them in sessions that purge or where nothing is marked; the statements for what few sessions may are
 * made when one does.
 */
final class RowDeleteCoordinator implements DeleteCoordinator {

    private final EntityPersister persister;
    private final @Nullable RowMark mark;
    private final DeleteCoordinator guarded;
    private final Map<RowAccess, DeleteCoordinator> marking = new ConcurrentHashMap<>();
    private final Map<RowAccess, DeleteCoordinator> deleting = new ConcurrentHashMap<>();

    RowDeleteCoordinator(EntityPersister persister) {
        this.persister = persister;
        this.mark = RowRules.mark(persister);
        this.guarded = mark == null
                ? RuledDeleteCoordinator.of(persister, RowAccess.GUARDED)
                : RowMarkCoordinator.of(persister, mark, RowAccess.GUARDED);
        // what is deleted for good in a transaction may be many rows: its statement is ready too
        deleting.put(
                RowAccess.GUARDED, mark == null ? guarded : RuledDeleteCoordinator.of(persister, RowAccess.GUARDED));
    }

    @Override
    public void delete(
            @Nullable Object entity, Object id, @Nullable Object version, SharedSessionContractImplementor session) {
        RowRules.check(persister, id, session);
        if (mark == null) {
            deleting(session).delete(entity, id, version, session);
        } else if (ScopeFlag.PURGE.isOn(session.getLoadQueryInfluencers())) {
            KeptRowsCoordinator.removeAll(persister, id, session);
            deleting(session).delete(entity, id, version, session);
        } else {
            DeletionWork.of(session).dropPostponed();
            marking(mark, session).delete(entity, id, version, session);
        }
    }

    private DeleteCoordinator deleting(SharedSessionContractImplementor session) {
        return deleting.computeIfAbsent(
                RowAccess.of(persister, session.getLoadQueryInfluencers()),
                access -> RuledDeleteCoordinator.of(persister, access));
    }

    private DeleteCoordinator marking(RowMark with, SharedSessionContractImplementor session) {
        var access = RowAccess.of(persister, session.getLoadQueryInfluencers());
        return access.isGuarded()
                ? guarded
                : marking.computeIfAbsent(access, each -> RowMarkCoordinator.of(persister, with, each));
    }

    @Override
    public MutationOperationGroup getStaticMutationOperationGroup() {
        return guarded.getStaticMutationOperationGroup();
    }
}
