/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.ast.builder.AbstractTableUpdateBuilder;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilder;

/**
 * Updates rows as far as some sessions may: a row they cannot see is stale, versioned or not. The constructor of the superclass
 * calls most methods, so there are no fields: what a subclass captures is there before its superclass is constructed.
 */
abstract class RuledUpdateCoordinator extends UpdateCoordinatorStandard {

    private RuledUpdateCoordinator(EntityPersister persister) {
        super(persister, persister.getFactory());
    }

    static RuledUpdateCoordinator of(EntityPersister persister, RowAccess access) {
        return new RuledUpdateCoordinator(persister) {
            @Override
            RowAccess access() {
                return access;
            }
        };
    }

    abstract RowAccess access();

    @Override
    protected boolean isColumnIncludedInSet(SelectableMapping column) {
        return super.isColumnIncludedInSet(column) && !access().protects(entityPersister(), column);
    }

    @Override
    protected void forEachUpdatable(AttributeMapping attribute, TableUpdateBuilder<?> statement) {
        attribute.forEachUpdatable((index, column) -> {
            if (!access().protects(entityPersister(), column)) {
                statement.accept(index, column);
            }
        });
    }

    @Override
    protected <O extends MutationOperation> AbstractTableUpdateBuilder<O> newTableUpdateBuilder(
            EntityTableMapping table) {
        AbstractTableUpdateBuilder<O> statement = super.newTableUpdateBuilder(table);
        if (table.isIdentifierTable()) {
            access().restrict(entityPersister(), RowStatement.UPDATE, statement);
        }
        return statement;
    }

    /** Called for every update, whether there are such columns or not. */
    @Override
    protected void bindPartitionColumnValueBindings(
            Object[] state, SharedSessionContractImplementor session, JdbcValueBindings bindings) {
        super.bindPartitionColumnValueBindings(state, session, bindings);
        RowRules.bind(new RowRule.Bound(entityPersister(), RowStatement.UPDATE, session), state, bindings);
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
                && access().isGuarded()
                && RowRules.guardAllTables(entityPersister())
                && !entityPersister().isVersioned()
                && !analysis.getTablesNeedingUpdate().isEmpty()) {
            analysis.getTablesNeedingUpdate().add(entityPersister().getIdentifierTableMapping());
        }
        return analysis;
    }
}
