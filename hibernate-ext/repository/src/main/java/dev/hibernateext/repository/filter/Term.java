/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.AttributePath;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.restriction.Restriction;

/** One term of a filter. Never shown as text: the condition holds a client's value. */
record Term<E>(AttributePath<E> path, Condition condition, boolean isNegated) implements Restriction<E> {

    @Override
    public Restriction<E> negated() {
        return new Term<>(path, condition, !isNegated);
    }

    @Override
    public Predicate toPredicate(Root<? extends E> root, CriteriaBuilder builder) {
        var predicate = condition.on(path.in(root), (HibernateCriteriaBuilder) builder);
        return isNegated ? predicate.not() : predicate;
    }

    @Override
    public String toString() {
        return (isNegated ? "not " : "") + condition.getClass().getSimpleName() + " on " + path;
    }
}
