/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.stamp.StampAssignedException;
import dev.hibernateext.core.stamp.internal.StampAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.internal.NoParamSqmCopyContext;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.insert.AbstractSqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmConflictUpdateAction;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.insert.SqmValues;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmSetClause;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;

/**
 * Adds stamps and version increments to HQL and criteria statements. Hibernate's generators do not take part in bulk
 * statements, so the assignments are put into the statement tree before it is translated.
 *
 * <p>The tree may be shared by queries: a rewritten statement is a copy. Leans on {@code
 * org.hibernate.query.sqm.internal.NoParamSqmCopyContext}, which keeps the parameters of the original so that the
 * caller's bindings stay valid.
 */
final class BulkRewriter {

    private final BulkModel model;
    private final SessionFactoryImplementor factory;

    private BulkRewriter(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.model = BulkModel.of(FactoryState.of(factory));
    }

    static BulkRewriter of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(BulkRewriter.class, () -> new BulkRewriter(factory));
    }

    /** The statement to execute instead; the same one where there is nothing to add. */
    <S extends SqmDmlStatement<?>> S rewrite(S statement, LoadQueryInfluencers influencers) {
        var entity = model.of(statement.getTarget().getEntityName(), influencers);
        if (entity.isUntouched()) {
            return statement;
        }
        return new Rewrite(entity).of(statement);
    }

    /** The rewriting of one statement. */
    private final class Rewrite {

        private final BulkEntity entity;
        private final BulkValues values;

        /** Whether an insert is given the time that is the first version of its rows. */
        private boolean timed;

        Rewrite(BulkEntity entity) {
            this.entity = entity;
            this.values = new BulkValues(factory);
        }

        @SuppressWarnings("unchecked")
        <S extends SqmDmlStatement<?>> S of(S statement) {
            if (statement instanceof SqmUpdateStatement<?> update) {
                return (S) update(update.copy(new NoParamSqmCopyContext()));
            }
            if (statement instanceof SqmInsertValuesStatement<?> insert) {
                return (S) insertValues(insert.copy(new NoParamSqmCopyContext()));
            }
            if (statement instanceof SqmInsertSelectStatement<?> insert) {
                return (S) insertSelect(insert.copy(new NoParamSqmCopyContext()));
            }
            return statement;
        }

        private SqmUpdateStatement<?> update(SqmUpdateStatement<?> update) {
            var assigned = AssignedPaths.of(update.getSetClause());
            refuseStamps(assigned);
            for (var stamp : entity.updateStamps()) {
                update.getSetClause().addAssignment(assignment(update.getTarget(), stamp));
            }
            if (entity.versioned() && !assigned.contains(versionOf(update))) {
                version(update);
            }
            return update;
        }

        /* Hibernate raises numbers, but takes a time from the clock of the system. */
        private void version(SqmUpdateStatement<?> update) {
            var raised = values.laterTime(update.getTarget());
            update.versioned(raised.isEmpty());
            raised.ifPresent(update.getSetClause()::addAssignment);
        }

        private SqmInsertValuesStatement<?> insertValues(SqmInsertValuesStatement<?> insert) {
            var rows = insert.getValuesList();
            addTargets(insert);
            insert.values(rows.stream().map(row -> stampedRow(insert, row)).toList());
            stampConflict(insert);
            return insert;
        }

        private SqmValues stampedRow(AbstractSqmInsertStatement<?> insert, SqmValues row) {
            var expressions = new ArrayList<SqmExpression<?>>(row.getExpressions());
            for (var stamp : entity.stamps()) {
                var target = values.path(insert.getTarget(), stamp);
                var value = values.expression(target, stamp);
                expressions.add(values.isMultiTable(insert) ? values.typed(value, target) : value);
            }
            firstTime(insert)
                    .ifPresent(time -> expressions.add(
                            values.isMultiTable(insert) ? values.typed(time.value(), time.target()) : time.value()));
            return new SqmValues(expressions);
        }

        private SqmInsertSelectStatement<?> insertSelect(SqmInsertSelectStatement<?> insert) {
            addTargets(insert);
            addSelections(insert, insert.getSelectQueryPart());
            stampConflict(insert);
            return insert;
        }

        private void addSelections(AbstractSqmInsertStatement<?> insert, SqmQueryPart<?> part) {
            if (part instanceof SqmQueryGroup<?> group) {
                group.getQueryParts().forEach(member -> addSelections(insert, member));
            } else if (part instanceof SqmQuerySpec<?> query) {
                for (var stamp : entity.stamps()) {
                    var value = values.expression(values.path(insert.getTarget(), stamp), stamp);
                    query.getSelectClause().addSelection(new SqmSelection<>(value, value.nodeBuilder()));
                }
                firstTime(insert)
                        .map(BulkValues.TimeVersion::value)
                        .ifPresent(value ->
                                query.getSelectClause().addSelection(new SqmSelection<>(value, value.nodeBuilder())));
            }
        }

        private void addTargets(AbstractSqmInsertStatement<?> insert) {
            refuseStamps(AssignedPaths.of(insert.getInsertionTargetPaths()));
            for (var stamp : entity.stamps()) {
                insert.addInsertTargetStateField(values.path(insert.getTarget(), stamp));
            }
            timed = entity.versioned()
                    && !AssignedPaths.of(insert.getInsertionTargetPaths()).contains(versionOf(insert));
            firstTime(insert).map(BulkValues.TimeVersion::target).ifPresent(insert::addInsertTargetStateField);
        }

        private Optional<BulkValues.TimeVersion> firstTime(AbstractSqmInsertStatement<?> insert) {
            return timed ? values.time(insert.getTarget()) : Optional.empty();
        }

        private void stampConflict(AbstractSqmInsertStatement<?> insert) {
            var conflict = insert.getConflictClause();
            var action = conflict == null ? null : conflict.getConflictAction();
            if (action != null) {
                stampConflict(insert, action);
            }
        }

        private void stampConflict(AbstractSqmInsertStatement<?> insert, SqmConflictUpdateAction<?> action) {
            var assigned = AssignedPaths.of(action.getSetClause());
            refuseStamps(assigned);
            for (var stamp : entity.updateStamps()) {
                action.addAssignment(assignment(insert.getTarget(), stamp));
            }
            if (entity.versioned() && !assigned.contains(versionOf(insert))) {
                values.laterTime(insert.getTarget())
                        .or(() -> values.increment(insert.getTarget(), versionOf(insert)))
                        .ifPresent(action::addAssignment);
            }
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private SqmAssignment<?> assignment(SqmPath<?> root, StampAttribute stamp) {
            var target = values.path(root, stamp);
            return new SqmAssignment(target, values.expression(target, stamp));
        }

        private String versionOf(SqmDmlStatement<?> statement) {
            return values.versionOf(statement.getTarget().getEntityName());
        }

        private void refuseStamps(AssignedPaths assigned) {
            for (var stamp : entity.stamps()) {
                assigned.covering(stamp).ifPresent(path -> {
                    throw StampAssignedException.inStatement(stamp.entity() + "." + path);
                });
            }
        }
    }

    /** The dotted paths a statement assigns. */
    private record AssignedPaths(List<String> paths) {

        static AssignedPaths of(SqmSetClause clause) {
            return of(clause.getAssignments().stream()
                    .map(SqmAssignment::getTargetPath)
                    .toList());
        }

        static AssignedPaths of(List<? extends SqmPath<?>> targets) {
            return new AssignedPaths(
                    targets.stream().map(BulkValues::dottedPath).toList());
        }

        boolean contains(String path) {
            return paths.contains(path);
        }

        Optional<String> covering(StampAttribute stamp) {
            var target = stamp.dottedPath();
            return paths.stream()
                    .filter(path -> target.equals(path) || target.startsWith(path + "."))
                    .findFirst();
        }
    }
}
