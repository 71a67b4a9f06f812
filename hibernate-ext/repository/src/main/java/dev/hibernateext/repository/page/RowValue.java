/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaPredicate;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmTuple;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;

/**
 * The comparison of several keys at once, {@code (a, b) > (?, ?)}. Made of the comparisons of each, so that a value is bound
 * as its attribute is mapped.
 */
final class RowValue {

    private final List<SqmExpression<?>> keys = new ArrayList<>();
    private final List<SqmExpression<?>> values = new ArrayList<>();
    private final NodeBuilder builder;

    RowValue(HibernateCriteriaBuilder builder) {
        this.builder = (NodeBuilder) builder;
    }

    /** Takes a further key; {@code comparison} is that of its attribute with its value. */
    void add(SqmComparisonPredicate comparison) {
        keys.add(comparison.getLeftHandExpression());
        values.add(comparison.getRightHandExpression());
    }

    JpaPredicate compared(ComparisonOperator operator) {
        return new SqmComparisonPredicate(
                new SqmTuple<>(keys, builder), operator, new SqmTuple<>(values, builder), builder);
    }
}
