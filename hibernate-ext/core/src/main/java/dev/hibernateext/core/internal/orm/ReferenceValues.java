/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.insert.AbstractSqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.update.SqmSetClause;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;

/** Collects the values that one statement writes as references. */
final class ReferenceValues {

    private final StatementReferences references;
    private final OwnExpressions expressions;
    private final String entity;
    private final List<ReferenceValue> found = new ArrayList<>();

    private ReferenceValues(SessionFactoryImplementor factory, SqmDmlStatement<?> statement) {
        this.references = StatementReferences.of(factory);
        this.expressions = new OwnExpressions(factory, OwnExpressions.excludedBy(statement));
        this.entity = statement.getTarget().getEntityName();
    }

    /** The parameters and literals; an error if the statement refers to what may be a foreign row. */
    static List<ReferenceValue> in(SqmDmlStatement<?> statement, SessionFactoryImplementor factory) {
        var values = new ReferenceValues(factory, statement);
        if (statement instanceof SqmUpdateStatement<?> update) {
            values.set(update.getSetClause());
        } else if (statement instanceof AbstractSqmInsertStatement<?> insert) {
            values.inserted(insert);
        }
        return List.copyOf(values.found);
    }

    private void set(SqmSetClause clause) {
        clause.getAssignments()
                .forEach(assignment -> each(
                        assignment.getTargetPath(),
                        (assigned, values) -> expressions.collect(assignment.getValue(), assigned, values)));
    }

    private void inserted(AbstractSqmInsertStatement<?> insert) {
        var targets = insert.getInsertionTargetPaths();
        for (int i = 0; i < targets.size(); i++) {
            var position = i;
            each(
                    targets.get(i),
                    (assigned, values) -> inserted(insert, position).collect(assigned, values));
        }
        var conflict = insert.getConflictClause();
        var action = conflict == null ? null : conflict.getConflictAction();
        if (action != null) {
            set(action.getSetClause());
        }
    }

    /** What stands at one position of all rows. */
    private interface Column {
        void collect(AssignedReference assigned, Consumer<SqmExpression<?>> values);
    }

    private Column inserted(AbstractSqmInsertStatement<?> insert, int position) {
        return insert instanceof SqmInsertSelectStatement<?> selecting
                ? (assigned, values) -> expressions.collect(selecting.getSelectQueryPart(), position, assigned, values)
                : (assigned, values) -> ((SqmInsertValuesStatement<?>) insert)
                        .getValuesList()
                        .forEach(row -> expressions.collect(row.getExpressions().get(position), assigned, values));
    }

    private void each(SqmPath<?> path, BiConsumer<AssignedReference, Consumer<SqmExpression<?>>> collected) {
        for (var assigned : references.of(entity, BulkValues.dottedPath(path))) {
            collected.accept(assigned, value -> found.add(new ReferenceValue(assigned, value)));
        }
    }
}
