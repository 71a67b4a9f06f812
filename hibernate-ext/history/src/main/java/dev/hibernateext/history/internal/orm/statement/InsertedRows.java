/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.change.internal.EntityStatement;
import dev.hibernateext.history.StatementNotRecordedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.NoParamSqmCopyContext;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.insert.SqmConflictClause;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/** Finds the ids an insert is about to give its rows: those it assigns, or selects. */
final class InsertedRows {

    private final EntityStatement statement;
    private final EntityPersister persister;

    private InsertedRows(EntityStatement statement) {
        this.statement = statement;
        this.persister =
                statement.session().getFactory().getMappingMetamodel().getEntityDescriptor(statement.entityName());
    }

    static Set<RowKey> of(EntityStatement statement) {
        return new InsertedRows(statement).read((SqmInsertStatement<?>) statement.tree());
    }

    private Set<RowKey> read(SqmInsertStatement<?> insert) {
        var place = place(insert);
        requireConflictsOfIds(insert.getConflictClause());
        var rows = new LinkedHashSet<RowKey>();
        if (insert instanceof SqmInsertValuesStatement<?> values) {
            values.getValuesList()
                    .forEach(row -> rows.add(key(value(row.getExpressions().get(place)))));
        } else {
            selected((SqmInsertSelectStatement<?>) insert, place).forEach(id -> rows.add(key(id)));
        }
        return rows;
    }

    private int place(SqmInsertStatement<?> insert) {
        var targets = insert.getInsertionTargetPaths();
        for (int place = 0; place < targets.size(); place++) {
            var path = targets.get(place);
            if (path.getLhs() == insert.getTarget() && isId(path)) {
                return place;
            }
        }
        throw unknown();
    }

    /** A row with another unique key that is there already has an id of its own. */
    private void requireConflictsOfIds(@Nullable SqmConflictClause<?> conflict) {
        if (conflict != null
                && (conflict.getConstraintPaths().isEmpty()
                        || !conflict.getConstraintPaths().stream().allMatch(this::isId))) {
            throw unknown();
        }
    }

    private boolean isId(SqmPath<?> path) {
        return path.getReferencedPathSource().getPathName().equals(persister.getIdentifierPropertyName());
    }

    private RowKey key(@Nullable Object id) {
        if (id == null) {
            throw unknown();
        }
        var type = persister.getIdentifierMapping().getJavaType();
        return new RowKey(persister.getEntityName(), Objects.requireNonNull(type.coerce(id)));
    }

    private @Nullable Object value(SqmExpression<?> expression) {
        if (expression instanceof SqmLiteral<?> literal) {
            return literal.getLiteralValue();
        }
        return expression instanceof SqmParameter<?> parameter
                ? new StatementParameters(statement).value(parameter)
                : null;
    }

    private List<Object> selected(SqmInsertSelectStatement<?> insert, int place) {
        var copies = new NoParamSqmCopyContext(SqmQuerySource.CRITERIA);
        if (!(insert.getSelectQueryPart().copy(copies) instanceof SqmQuerySpec<?> spec)) {
            throw unknown();
        }
        var id = spec.getSelectClause().getSelections().get(place);
        var only = new SqmSelectClause(false, insert.nodeBuilder());
        only.addSelection(id);
        spec.setSelectClause(only);
        var select = select(spec);
        var query = statement.session().createSelectionQuery(select);
        new StatementParameters(statement).bind(query, select);
        return query.getResultList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static SqmSelectStatement<Object> select(SqmQuerySpec<?> spec) {
        return new SqmSelectStatement<>((SqmQuerySpec) spec, Object.class, SqmQuerySource.CRITERIA, spec.nodeBuilder());
    }

    private StatementNotRecordedException unknown() {
        return StatementNotRecordedException.unknownIds(persister.getEntityName());
    }
}
