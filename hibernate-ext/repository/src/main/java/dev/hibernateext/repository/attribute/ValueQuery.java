/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.List;
import java.util.function.Function;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.CriteriaDefinition;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;

/**
 * A specification with values selected in the place of its entity. Hibernate's own projections forget the HQL or criteria query a
 * specification was made of.
 *
 * @param <E> the entity
 */
public final class ValueQuery<E> {

    private final SharedSessionContract session;
    private final Copy<Object[]> query;
    private final JpaRoot<E> root;

    @SuppressWarnings("unchecked") // A specification has one root, which is its entity.
    private ValueQuery(SharedSessionContract session, CriteriaQuery<E> criteria) {
        this.session = session;
        this.query = new Copy<>(new Copy<>(session, criteria), Object[].class);
        this.root = (JpaRoot<E>) query.getRootList().get(0);
        PlannedQuery.nameEmbeddables(root);
    }

    /**
     * Begins with what a specification says, its orders and fetches included.
     *
     * @param session an open session of either kind
     * @param specification selects the entity
     * @param <E> the entity
     * @return without a selection as yet
     */
    public static <E> ValueQuery<E> of(SharedSessionContract session, SelectionSpecification<E> specification) {
        return new ValueQuery<>(session, specification.buildCriteria(session.getCriteriaBuilder()));
    }

    /**
     * Leaves fetches out, as they need the entity to be selected.
     *
     * @return this query
     */
    public ValueQuery<E> withoutFetches() {
        ((SqmRoot<E>) root).removeLeftFetchJoins();
        return this;
    }

    /**
     * Selects values.
     *
     * @param selections of the root; may add joins to it
     * @return to be executed; a row for each row of the specification
     */
    public SelectionQuery<Object[]> select(Function<Root<E>, List<Selection<?>>> selections) {
        var values = ((SqmQuerySpec<?>) query.getQuerySpec()).getSelectClause();
        var all = selections.apply(root).stream()
                .map(selection -> new SqmSelection<>((SqmSelectableNode<?>) selection, null, values.nodeBuilder()))
                .toList();
        values.setSelection(all.get(0));
        all.subList(1, all.size()).forEach(values::add);
        return PlannedQuery.of(session, query);
    }

    /** The published way to copy a query with another type of result. */
    private static final class Copy<R> extends CriteriaDefinition<R> {

        Copy(SharedSessionContract session, CriteriaQuery<R> query) {
            super(session, query);
        }

        Copy(CriteriaDefinition<?> template, Class<R> type) {
            super(template, type);
        }
    }
}
