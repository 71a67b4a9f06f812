/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import jakarta.persistence.criteria.CriteriaQuery;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hibernate.CacheMode;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.select.SqmJpaCompoundSelection;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/**
 * A selection with its parameters.
 *
 * @param factory of the entities
 * @param statement never executed itself, only copies of it
 * @param hql what it was read from, if it was
 * @param parameters by name
 * @param shape makes values of rows
 * @param <R> their type
 */
record Question<R extends @Nullable Object>(
        SessionFactoryImplementor factory,
        SqmSelectStatement<?> statement,
        @Nullable String hql,
        Map<String, @Nullable Object> parameters,
        RowShape<R> shape) {

    /** How many rows come at once from a database that is asked for them bit by bit. */
    private static final int FETCH_SIZE = 1_000;

    static <R extends @Nullable Object> Question<R> of(SessionFactory factory, String hql, Class<R> type) {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        return of(implementor, read(implementor, hql), hql, type);
    }

    static <R extends @Nullable Object> Question<R> of(SessionFactory factory, CriteriaQuery<R> query) {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        return of(implementor, (SqmSelectStatement<?>) query, null, query.getResultType());
    }

    private static <R extends @Nullable Object> Question<R> of(
            SessionFactoryImplementor factory, SqmSelectStatement<?> statement, @Nullable String hql, Class<R> type) {
        return new Question<>(factory, statement, hql, Map.of(), RowShape.of(type, columns(statement)));
    }

    private static SqmSelectStatement<?> read(SessionFactoryImplementor factory, String hql) {
        try {
            return (SqmSelectStatement<?>) factory.getCriteriaBuilder().createQuery(hql, Object[].class);
        } catch (RuntimeException e) { // Hibernate has many for what it cannot read.
            throw AdminQueryException.noSelection(e);
        }
    }

    private static int columns(SqmSelectStatement<?> statement) {
        var selected = selected(statement);
        return selected.isEmpty() ? 1 : selected.size();
    }

    /** What is selected; criteria put an array around several. */
    private static List<? extends SqmSelectableNode<?>> selected(SqmSelectStatement<?> statement) {
        var selections =
                statement.getQueryPart().getFirstQuerySpec().getSelectClause().getSelections();
        return selections.size() == 1
                        && selections.get(0).getSelectableNode() instanceof SqmJpaCompoundSelection<?> array
                ? array.getSelectionItems()
                : selections.stream().map(SqmSelection::getSelectableNode).toList();
    }

    Question<R> with(String name, @Nullable Object value) {
        var all = new HashMap<>(parameters);
        all.put(name, value);
        return new Question<>(factory, statement, hql, Collections.unmodifiableMap(all), shape);
    }

    Dialect dialect() {
        return factory.getJdbcServices().getDialect();
    }

    void requireParameters() {
        var missing = new HashSet<String>();
        for (var parameter : statement.getSqmParameters()) {
            if (parameter.getPosition() != null) {
                throw AdminQueryException.parameter(String.valueOf(parameter.getPosition()));
            }
            if (parameter.getName() != null) {
                missing.add(parameter.getName());
            }
        }
        var unknown = new HashSet<>(parameters.keySet());
        unknown.removeAll(missing);
        missing.removeAll(parameters.keySet());
        missing.addAll(unknown);
        missing.stream().sorted().findFirst().ifPresent(name -> {
            throw AdminQueryException.parameter(name);
        });
    }

    /** The one block of selection; null for queries of several. */
    static @Nullable SqmQuerySpec<?> block(SqmSelectStatement<?> statement) {
        return statement.getQueryPart() instanceof SqmQuerySpec<?> block
                        && statement.getCteStatements().isEmpty()
                ? block
                : null;
    }

    /** A copy to be changed, which selects each value by itself. */
    SqmSelectStatement<Object[]> copy() {
        var copy = statement.createCopy(SqmCopyContext.simpleContext(), Object[].class);
        var selected = selected(copy);
        if (selected.size() > 1) {
            var clause = copy.getQueryPart().getFirstQuerySpec().getSelectClause();
            clause.setSelection(selected.get(0));
            selected.subList(1, selected.size())
                    .forEach(
                            node -> clause.addSelection(new SqmSelection<>(node, node.getAlias(), copy.nodeBuilder())));
        }
        return copy;
    }

    /** The query as it is. */
    SelectionQuery<Object[]> in(SharedSessionContract session, AdminQueryOptions options) {
        return ready(
                hql == null ? session.createSelectionQuery(copy()) : session.createSelectionQuery(hql, Object[].class),
                options);
    }

    /** A changed copy. */
    SelectionQuery<Object[]> in(
            SharedSessionContract session, SqmSelectStatement<Object[]> changed, AdminQueryOptions options) {
        return ready(session.createSelectionQuery(changed), options);
    }

    private SelectionQuery<Object[]> ready(SelectionQuery<Object[]> query, AdminQueryOptions options) {
        parameters.forEach(query::setParameter);
        var seconds = options.statementTimeout().plusMillis(999).toSeconds();
        return query.setCacheable(false)
                .setCacheMode(CacheMode.IGNORE)
                .setReadOnly(true)
                .setFetchSize(FETCH_SIZE)
                .setTimeout(Math.toIntExact(seconds));
    }
}
