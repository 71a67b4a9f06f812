/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.UpdateCoordinator;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/** Updates rows as far as the session may; the statements for what few sessions may are made when one does. */
final class RowUpdateCoordinator implements UpdateCoordinator {

    private final EntityPersister persister;
    private final UpdateCoordinator guarded;
    private volatile @Nullable UpdateCoordinator allRows;
    private volatile @Nullable UpdateCoordinator allColumns;

    RowUpdateCoordinator(EntityPersister persister) {
        this.persister = persister;
        this.guarded = new GuardedUpdateCoordinator(persister);
    }

    private UpdateCoordinator in(SharedSessionContractImplementor session) {
        return switch (RowWrite.of(session)) {
            case GUARDED -> guarded;
            case ALL_ROWS -> allRows();
            case ALL_COLUMNS -> allColumns();
        };
    }

    private UpdateCoordinator allRows() {
        var made = allRows;
        if (made == null) {
            made = new AllRowsUpdateCoordinator(persister);
            allRows = made;
        }
        return made;
    }

    private UpdateCoordinator allColumns() {
        var made = allColumns;
        if (made == null) {
            made = new UpdateCoordinatorStandard(persister, persister.getFactory());
            allColumns = made;
        }
        return made;
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
        if (RowWrite.of(session) == RowWrite.ALL_COLUMNS) {
            unmarking(id, session);
        }
        return in(session)
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
        in(session).forceVersionIncrement(id, currentVersion, nextVersion, session);
    }

    @Override
    public void forceVersionIncrement(
            Object id,
            Object currentVersion,
            Object nextVersion,
            boolean batching,
            SharedSessionContractImplementor session) {
        in(session).forceVersionIncrement(id, currentVersion, nextVersion, batching, session);
    }

    @Override
    public MutationOperationGroup getStaticMutationOperationGroup() {
        return guarded.getStaticMutationOperationGroup();
    }
}
