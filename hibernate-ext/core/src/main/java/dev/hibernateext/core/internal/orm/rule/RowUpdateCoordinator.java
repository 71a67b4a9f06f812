/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.UpdateCoordinator;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/** Updates rows as far as the session may; the statements for what few sessions may are made when one does. */
final class RowUpdateCoordinator implements UpdateCoordinator {

    private final EntityPersister persister;
    private final UpdateCoordinator guarded;
    private final Map<RowAccess, UpdateCoordinator> others = new ConcurrentHashMap<>();

    RowUpdateCoordinator(EntityPersister persister) {
        this.persister = persister;
        this.guarded = RuledUpdateCoordinator.of(persister, RowAccess.GUARDED);
    }

    private RowAccess access(SharedSessionContractImplementor session) {
        return RowAccess.of(persister, session.getLoadQueryInfluencers());
    }

    private UpdateCoordinator in(RowAccess access) {
        return access.isGuarded()
                ? guarded
                : others.computeIfAbsent(access, each -> RuledUpdateCoordinator.of(persister, each));
    }

    @Override
    public @Nullable GeneratedValues update(
            Object entity,
            Object id,
            Object rowId,
            Object[] values,
            Object oldVersion,
            Object[] oldValues,
            int[] dirtyAttributes,
            boolean hasDirtyCollection,
            SharedSessionContractImplementor session) {
        RowRules.check(persister, id, session);
        var access = access(session);
        if (access.includesAllColumns()) {
            unmarking(id, session);
        }
        return in(access)
                .update(entity, id, rowId, values, oldVersion, oldValues, dirtyAttributes, hasDirtyCollection, session);
    }

    private void unmarking(Object id, SharedSessionContractImplementor session) {
        var mark = RowRules.mark(persister);
        if (mark != null) {
            mark.unmarking(new RowMark.Row(persister, id, session));
        }
    }

    @Override
    public void forceVersionIncrement(
            Object id, Object currentVersion, Object nextVersion, SharedSessionContractImplementor session) {
        RowRules.check(persister, id, session);
        in(access(session)).forceVersionIncrement(id, currentVersion, nextVersion, session);
    }

    @Override
    public void forceVersionIncrement(
            Object id,
            Object currentVersion,
            Object nextVersion,
            boolean batching,
            SharedSessionContractImplementor session) {
        RowRules.check(persister, id, session);
        in(access(session)).forceVersionIncrement(id, currentVersion, nextVersion, batching, session);
    }

    @Override
    public MutationOperationGroup getStaticMutationOperationGroup() {
        return guarded.getStaticMutationOperationGroup();
    }
}
