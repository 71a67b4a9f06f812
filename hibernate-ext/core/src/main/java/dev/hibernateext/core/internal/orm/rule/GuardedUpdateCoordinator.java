/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.ast.builder.AbstractTableUpdateBuilder;

/** Updates rows the session can see: a row that was deleted in the meantime is stale, versioned or not. */
final class GuardedUpdateCoordinator extends AllRowsUpdateCoordinator {

    GuardedUpdateCoordinator(EntityPersister persister) {
        super(persister);
    }

    @Override
    protected <O extends MutationOperation> AbstractTableUpdateBuilder<O> newTableUpdateBuilder(
            EntityTableMapping table) {
        AbstractTableUpdateBuilder<O> statement = super.newTableUpdateBuilder(table);
        if (table.isIdentifierTable()) {
            RowRules.restrict(entityPersister(), statement);
        }
        return statement;
    }

    /* The mark is in the table of the identifier, and so is a version. Without one, that table would be left out of an update
     * of attributes in other tables, and nothing would tell that the row is deleted. */
    @Override
    protected UpdateValuesAnalysisImpl analyzeUpdateValues(
            Object entity,
            Object[] values,
            Object oldVersion,
            Object[] oldValues,
            int[] dirtyAttributes,
            InclusionChecker inclusion,
            InclusionChecker locking,
            InclusionChecker dirtiness,
            boolean restrictToTemporalExcluded,
            Object rowId,
            boolean forceDynamicUpdate,
            SharedSessionContractImplementor session) {
        var analysis = super.analyzeUpdateValues(
                entity,
                values,
                oldVersion,
                oldValues,
                dirtyAttributes,
                inclusion,
                locking,
                dirtiness,
                restrictToTemporalExcluded,
                rowId,
                forceDynamicUpdate,
                session);
        if (session != null
                && !entityPersister().isVersioned()
                && !analysis.getTablesNeedingUpdate().isEmpty()) {
            analysis.getTablesNeedingUpdate().add(entityPersister().getIdentifierTableMapping());
        }
        return analysis;
    }
}
