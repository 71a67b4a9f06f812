/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinatorStandard;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.hibernate.sql.model.ast.builder.MutationGroupBuilder;
import org.hibernate.sql.model.ast.builder.TableDeleteBuilder;
import org.hibernate.sql.model.ast.builder.TableDeleteBuilderSkipped;
import org.hibernate.sql.model.ast.builder.TableDeleteBuilderStandard;
import org.jspecify.annotations.Nullable;

/** Deletes rows as far as some sessions may; see {@link RuledUpdateCoordinator} for why there are no fields. */
abstract class RuledDeleteCoordinator extends DeleteCoordinatorStandard {

    private RuledDeleteCoordinator(EntityPersister persister) {
        super(persister, persister.getFactory());
    }

    static RuledDeleteCoordinator of(EntityPersister persister, RowAccess access) {
        return new RuledDeleteCoordinator(persister) {
            @Override
            RowAccess access() {
                return access;
            }
        };
    }

    abstract RowAccess access();

    /* The group of the superclass has no restriction where there is no version to check, and none can be added to it. */
    @Override
    protected MutationOperationGroup generateOperationGroup(
            @Nullable Object rowId,
            Object @Nullable [] loadedState,
            boolean applyVersion,
            @Nullable SharedSessionContractImplementor session) {
        var group = new MutationGroupBuilder(MutationType.DELETE, entityPersister());
        entityPersister()
                .forEachMutableTableReverse(table -> group.addTableDetailsBuilder(
                        table.isCascadeDeleteEnabled()
                                ? new TableDeleteBuilderSkipped(table)
                                : new TableDeleteBuilderStandard(entityPersister(), table, factory())));
        group.forEachTableMutationBuilder(builder -> restrict(rowId, (TableDeleteBuilder) builder));
        if (applyVersion) {
            applyOptimisticLocking(
                    entityPersister().optimisticLockStyle(), group::findTableDetailsBuilder, loadedState, session);
            applyPartitionKeyRestriction(group::findTableDetailsBuilder);
        }
        return createOperationGroup(null, group.buildMutationGroup());
    }

    private void restrict(@Nullable Object rowId, TableDeleteBuilder statement) {
        var table = (EntityTableMapping) statement.getMutatingTable().getTableMapping();
        applyKeyRestriction(rowId, entityPersister(), statement, table);
        if (table.isIdentifierTable()) {
            access().restrict(entityPersister(), RowStatement.DELETE, statement);
        }
    }

    @Override
    protected void applyId(
            Object id,
            @Nullable Object rowId,
            MutationExecutor executor,
            MutationOperationGroup operations,
            SharedSessionContractImplementor session) {
        super.applyId(id, rowId, executor, operations, session);
        RowRules.bind(
                new RowRule.Bound(entityPersister(), RowStatement.DELETE, session),
                null,
                executor.getJdbcValueBindings());
    }
}
