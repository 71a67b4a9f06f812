/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.specification.SelectionSpecification;

/**
 * What rows are sorted by, the most significant key first. Apply it with {@code specification.augment(sort)}: its keys
 * follow those the specification has.
 *
 * @param keys may be empty
 * @param <E> the entity
 */
public record Sort<E>(List<SortKey<E>> keys) implements SelectionSpecification.Augmentation<E> {

    /** Copies the list. */
    public Sort {
        keys = List.copyOf(keys);
    }

    /**
     * The opposite sort, NULLs included.
     *
     * @return a changed copy
     */
    public Sort<E> reversed() {
        return new Sort<>(keys.stream().map(SortKey::reversed).toList());
    }

    /**
     * This sort with more keys.
     *
     * @param more less significant ones
     * @return a changed copy
     */
    public Sort<E> then(List<SortKey<E>> more) {
        return new Sort<>(Stream.concat(keys.stream(), more.stream()).toList());
    }

    /**
     * This sort as Hibernate's orders. See {@link SortKey#toOrder()} for what they do to rows without an association.
     *
     * @return an order for each key
     */
    public List<org.hibernate.query.Order<? super E>> orders() {
        return keys.stream()
                .<org.hibernate.query.Order<? super E>>map(SortKey::toOrder)
                .toList();
    }

    @Override
    public void augment(CriteriaBuilder builder, CriteriaQuery<E> query, Root<E> root) {
        var orders = new ArrayList<Order>(query.getOrderList());
        keys.forEach(key -> orders.add(key.in((HibernateCriteriaBuilder) builder, root)));
        query.orderBy(orders);
    }
}
