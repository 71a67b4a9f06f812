/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.values.GeneratedValues;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.persister.entity.mutation.MergeCoordinatorStandard;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.ast.builder.AbstractTableUpdateBuilder;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Upserts without protected columns, so that an upsert never takes a mark away, and as the rules restrict them. ORM 7.4
 * compares each restricted column of a {@code MERGE} with a value and has no {@code is null} there.
 */
final class RowMergeCoordinator extends MergeCoordinatorStandard {

    RowMergeCoordinator(EntityPersister persister) {
        super(persister, persister.getFactory());
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
        RowRules.check(entityPersister(), id, session);
        return super.update(
                entity, id, rowId, values, oldVersion, oldValues, dirtyAttributes, hasDirtyCollection, session);
    }

    @Override
    protected boolean isColumnIncludedInSet(SelectableMapping column) {
        return super.isColumnIncludedInSet(column) && !RowAccess.GUARDED.protects(entityPersister(), column);
    }

    @Override
    protected void forEachUpdatable(AttributeMapping attribute, TableUpdateBuilder<?> statement) {
        attribute.forEachSelectable((index, column) -> {
            if (!RowAccess.GUARDED.protects(entityPersister(), column)) {
                statement.accept(index, column);
            }
        });
    }

    @Override
    protected <O extends MutationOperation> AbstractTableUpdateBuilder<O> newTableUpdateBuilder(
            EntityTableMapping table) {
        AbstractTableUpdateBuilder<O> statement = super.newTableUpdateBuilder(table);
        if (table.isIdentifierTable()) {
            RowAccess.GUARDED.restrict(entityPersister(), RowStatement.UPSERT, statement);
        }
        return statement;
    }

    @Override
    protected void bindPartitionColumnValueBindings(
            Object[] state, SharedSessionContractImplementor session, JdbcValueBindings bindings) {
        super.bindPartitionColumnValueBindings(state, session, bindings);
        RowRules.bind(new RowRule.Bound(entityPersister(), RowStatement.UPSERT, session), state, bindings);
    }
}
