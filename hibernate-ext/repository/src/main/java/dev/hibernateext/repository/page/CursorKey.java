/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.SortKey;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Root;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A key of a sort of pages.
 *
 * @param key says where its NULLs come
 * @param codec writes its values in tokens
 * @param form in which the database compares them
 */
record CursorKey<E>(SortKey<E> key, KeyCodec codec, KeyForm form) {

    static <E> CursorKey<E> of(SortKey<E> key, SessionFactoryImplementor factory) {
        var path = key.path();
        var mapping = path.mapping(factory);
        var form = KeyForm.of(mapping, factory.getJdbcServices().getDialect());
        var codec = KeyCodec.of(path.type(), mapping);
        if (form == null || codec == null) {
            throw AttributePathException.unsupportedType(path, "page");
        }
        return new CursorKey<>(key, codec, form);
    }

    CursorKey<E> reversed() {
        return new CursorKey<>(key.reversed(), codec, form);
    }

    AttributePath<E> path() {
        return key.path();
    }

    SortDirection direction() {
        return key.direction();
    }

    boolean isAscending() {
        return key.direction() == SortDirection.ASCENDING;
    }

    Nulls nulls() {
        return key.nulls();
    }

    Expression<?> selectedIn(Root<E> root) {
        return form.selected(path().in(root));
    }

    /** The attribute's value for what was selected. */
    @Nullable
    Object read(@Nullable Object selected) {
        return selected == null ? null : form.read(selected);
    }

    Order orderIn(Root<E> root, HibernateCriteriaBuilder builder) {
        var expression = (JpaExpression<?>) form.sorted(path().in(root), builder);
        return builder.sort(expression, key.direction(), key.nulls());
    }

    /** Compares it with a value that is bound as the attribute is mapped. Values need not be comparable in Java. */
    SqmComparisonPredicate compared(
            Root<? extends E> root, ComparisonOperator operator, Object value, HibernateCriteriaBuilder builder) {
        var equality = (SqmComparisonPredicate) form.equal(path().in(root), value, builder);
        return new SqmComparisonPredicate(
                equality.getLeftHandExpression(), operator, equality.getRightHandExpression(), (NodeBuilder) builder);
    }
}
