/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Root;
import org.hibernate.query.Order;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.criteria.JpaOrder;

/**
 * One attribute rows are sorted by.
 *
 * @param path the attribute; no collection
 * @param direction ascending or descending
 * @param nulls where rows without a value come; {@link Nulls#NONE} leaves it to the database, which differ in it
 * @param <E> the entity
 */
public record SortKey<E>(AttributePath<E> path, SortDirection direction, Nulls nulls) {

    /**
     * Checks that rows can be sorted by it.
     *
     * @throws AttributePathException if the path ends at a collection
     */
    public SortKey {
        if (path.isCollection()) {
            throw AttributePathException.unsupportedType(path, "sort");
        }
    }

    /**
     * The same key the other way round, NULLs included.
     *
     * @return a changed copy
     */
    public SortKey<E> reversed() {
        var other = switch (nulls) {
            case NONE -> Nulls.NONE;
            case FIRST -> Nulls.LAST;
            case LAST -> Nulls.FIRST;
        };
        return new SortKey<>(path, direction.reverse(), other);
    }

    /**
     * The same key with another place for NULLs.
     *
     * @param place first, last or as the database does
     * @return a changed copy
     */
    public SortKey<E> withNulls(Nulls place) {
        return new SortKey<>(path, direction, place);
    }

    /**
     * This key as Hibernate's order. A path through associations becomes implicit joins there, which drop rows without the
     * association; {@link Sort#augment} does not.
     *
     * @return to be used with {@code SelectionSpecification.sort}
     */
    public Order<E> toOrder() {
        return Order.by(path.entity(), path.name(), direction, nulls);
    }

    JpaOrder in(HibernateCriteriaBuilder builder, Root<E> root) {
        return builder.sort((JpaExpression<?>) path.in(root), direction, nulls);
    }
}
