/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.restriction.Restriction;

/** Rows in one stretch of a sort. */
record KeyRange<E>(Condition<E> condition) implements Restriction<E> {

    @Override
    public Restriction<E> negated() {
        return new KeyRange<>((root, builder) -> condition.in(root, builder).not());
    }

    @Override
    public Predicate toPredicate(Root<? extends E> root, CriteriaBuilder builder) {
        return condition.in(root, (HibernateCriteriaBuilder) builder);
    }

    @Override
    public String toString() {
        return "KeyRange";
    }

    /** Makes the predicate for a query. */
    interface Condition<E> {

        Predicate in(Root<? extends E> root, HibernateCriteriaBuilder builder);
    }
}
