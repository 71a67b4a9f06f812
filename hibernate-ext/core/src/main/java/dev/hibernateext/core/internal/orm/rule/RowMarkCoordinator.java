/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.List;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.AbstractDeleteCoordinator;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;
import org.hibernate.sql.model.ast.ColumnValueBinding;
import org.hibernate.sql.model.ast.ColumnWriteFragment;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilderStandard;
import org.hibernate.sql.model.internal.MutationGroupSingle;
import org.hibernate.sql.model.internal.MutationOperationGroupFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes one update for a delete: the mark and the next version, where the row is not marked and has the version expected.
 * Leans on {@code org.hibernate.sql.model.internal.MutationOperationGroupFactory} and {@code MutationGroupSingle} for what
 * {@code AbstractDeleteCoordinator} keeps to its package.
 */
abstract class RowMarkCoordinator extends AbstractDeleteCoordinator {

    private final RowMark mark;

    private RowMarkCoordinator(EntityPersister persister, RowMark mark) {
        super(persister, persister.getFactory());
        this.mark = mark;
    }

    /** See {@link RuledUpdateCoordinator} for why the access is no field. */
    static RowMarkCoordinator of(EntityPersister persister, RowMark mark, RowAccess access) {
        return new RowMarkCoordinator(persister, mark) {
            @Override
            RowAccess access() {
                return access;
            }
        };
    }

    abstract RowAccess access();

    EntityPersister persister() {
        return entityPersister();
    }

    @Override
    public void delete(
            @Nullable Object entity, Object id, @Nullable Object version, SharedSessionContractImplementor session) {
        super.delete(entity, id, version, session);
        mark.marked(row(id, session), entity);
    }

    private RowMark.Row row(Object id, SharedSessionContractImplementor session) {
        return new RowMark.Row(entityPersister(), id, session);
    }

    /** Called by the constructor of the superclass: the field is not set yet. */
    @Override
    protected MutationOperationGroup generateOperationGroup(
            @Nullable Object rowId,
            Object @Nullable [] loadedState,
            boolean applyVersion,
            @Nullable SharedSessionContractImplementor session) {
        var persister = entityPersister();
        var table = persister.getIdentifierTableMapping();
        var statement = new TableUpdateBuilderStandard<MutationOperation>(persister, table, factory());
        applyKeyRestriction(rowId, persister, statement, table);
        markColumns().forEach(statement::addValueColumn);
        addNextVersion(statement);
        access().restrict(persister, RowStatement.MARK, statement);
        applyPartitionKeyRestriction(name -> statement);
        if (applyVersion) {
            applyOptimisticLocking(
                    persister.optimisticLockStyle(), tableMutationBuilderResolver(statement), loadedState, session);
        }
        return group(statement);
    }

    private MutationOperationGroup group(TableUpdateBuilderStandard<MutationOperation> statement) {
        var mutation = statement.buildMutation();
        return MutationOperationGroupFactory.singleOperation(
                new MutationGroupSingle(MutationType.DELETE, entityPersister(), mutation),
                mutation.createMutationOperation(null, factory()));
    }

    private List<SelectableMapping> markColumns() {
        var marking = RowRules.mark(entityPersister());
        return marking == null ? List.of() : marking.columns(entityPersister());
    }

    /* A numeric version is raised by the database: the version of a row that is deleted without being loaded is unknown. */
    private void addNextVersion(TableUpdateBuilderStandard<MutationOperation> statement) {
        var version = entityPersister().getVersionMapping();
        if (version == null) {
            return;
        }
        if (isNumeric(version)) {
            var column = new ColumnReference(statement.getMutatingTable(), version);
            var next = new ColumnWriteFragment(version.getSelectionExpression() + "+1", List.of(), version);
            statement.addValueColumn(new ColumnValueBinding(column, next));
        } else {
            statement.addValueColumn(version);
        }
    }

    private static boolean isNumeric(EntityVersionMapping version) {
        return version.getJdbcMapping().getJdbcType().isNumber();
    }

    @Override
    protected void applyStaticDeleteTableDetails(
            Object id,
            @Nullable Object rowId,
            Object @Nullable [] loadedState,
            @Nullable Object version,
            boolean applyVersion,
            MutationExecutor executor,
            SharedSessionContractImplementor session) {
        super.applyStaticDeleteTableDetails(id, rowId, loadedState, version, applyVersion, executor, session);
        bind(row(id, session), version, executor.getJdbcValueBindings());
    }

    @Override
    protected void applyDynamicDeleteTableDetails(
            Object id,
            @Nullable Object rowId,
            Object @Nullable [] loadedState,
            MutationExecutor executor,
            MutationOperationGroup operations,
            SharedSessionContractImplementor session) {
        super.applyDynamicDeleteTableDetails(id, rowId, loadedState, executor, operations, session);
        bind(row(id, session), null, executor.getJdbcValueBindings());
    }

    private void bind(RowMark.Row row, @Nullable Object version, JdbcValueBindings bindings) {
        RowRules.bind(new RowRule.Bound(entityPersister(), RowStatement.MARK, row.session()), null, bindings);
        var columns = mark.columns(entityPersister());
        var values = mark.values(row);
        for (int i = 0; i < values.size(); i++) {
            bind(columns.get(i), values.get(i), bindings);
        }
        var versionMapping = entityPersister().getVersionMapping();
        if (versionMapping != null && !isNumeric(versionMapping)) {
            bind(versionMapping, nextVersion(version, row.session()), bindings);
        }
    }

    /** The generator of a version does not look at the entity. */
    private Object nextVersion(@Nullable Object version, SharedSessionContractImplementor session) {
        var generator = entityPersister().getVersionGenerator();
        return generator == null
                ? Versioning.seed(entityPersister().getVersionMapping(), session)
                : generator.generate(session, null, version, version == null ? EventType.INSERT : EventType.UPDATE);
    }

    private void bind(SelectableMapping column, @Nullable Object value, JdbcValueBindings bindings) {
        bindings.bindValue(
                column.getJdbcMapping().convertToRelationalValue(value),
                entityPersister().getIdentifierTableMapping().getTableName(),
                column.getSelectionExpression(),
                ParameterUsage.SET);
    }
}
