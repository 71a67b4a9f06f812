/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.repository.attribute.SortKey;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sort, and what comes after it.
 *
 * <p>The predicate is {@code a >= ? and (a > ? or (b >= ? and (b > ? or c > ?)))}: unlike the plain {@code a > ? or a = ? and
 * b > ?} its first comparison bounds the scan of an index on every database, and unlike a row value it allows directions to
 * differ and keys to be NULL. Where the first key can be NULL, its values and its NULLs are two stretches, read one after the
 * other: joined by OR, PostgreSQL scans the index from its beginning.
 */
final class Position<E> {

    private final List<SortKey<E>> keys;
    private final List<@Nullable Object> values;

    /** Every key says where its NULLs come. */
    Position(List<SortKey<E>> keys, List<@Nullable Object> values) {
        this.keys = keys;
        this.values = values;
    }

    /** The stretches of rows after this place, in the order of the sort. */
    List<Restriction<E>> stretchesAfter() {
        if (keys.get(0).path().isNeverNull()) {
            return List.of(stretch((root, builder) -> after(0, root, builder)));
        }
        var value = values.get(0);
        return value == null ? afterFirstNull() : afterFirstValue(value);
    }

    private List<Restriction<E>> afterFirstValue(Object value) {
        var greater = stretch((root, builder) -> afterValue(0, value, root, builder));
        return keys.get(0).nulls() == Nulls.LAST
                ? List.of(greater, stretch((root, builder) -> isNull(0, root)))
                : List.of(greater);
    }

    private List<Restriction<E>> afterFirstNull() {
        var otherNulls = stretch((root, builder) -> builder.and(isNull(0, root), rest(0, root, builder)));
        return keys.get(0).nulls() == Nulls.FIRST
                ? List.of(otherNulls, stretch((root, builder) -> isNull(0, root).not()))
                : List.of(otherNulls);
    }

    private Restriction<E> stretch(KeyRange.Condition<E> condition) {
        return new KeyRange<>(condition);
    }

    private Predicate after(int index, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        var value = values.get(index);
        var key = keys.get(index);
        if (value == null) {
            return afterNull(index, root, builder);
        }
        var greater = afterValue(index, value, root, builder);
        var nullsFollow = key.nulls() == Nulls.LAST && !key.path().isNeverNull();
        return nullsFollow ? builder.or(greater, isNull(index, root)) : greater;
    }

    private Predicate afterNull(int index, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        var otherNulls = builder.and(isNull(index, root), rest(index, root, builder));
        return keys.get(index).nulls() == Nulls.FIRST
                ? builder.or(isNull(index, root).not(), otherNulls)
                : otherNulls;
    }

    private Predicate afterValue(int index, Object value, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        var greater = beyond(index, value, root, builder);
        return index == keys.size() - 1
                ? greater
                : builder.and(beyondOrAt(index, value, root, builder), builder.or(greater, rest(index, root, builder)));
    }

    private Predicate rest(int index, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        return index == keys.size() - 1 ? builder.disjunction() : after(index + 1, root, builder);
    }

    private Predicate beyond(int index, Object value, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        return isAscending(index)
                ? builder.greaterThan(expression(index, root), comparable(value))
                : builder.lessThan(expression(index, root), comparable(value));
    }

    private Predicate beyondOrAt(int index, Object value, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        return isAscending(index)
                ? builder.greaterThanOrEqualTo(expression(index, root), comparable(value))
                : builder.lessThanOrEqualTo(expression(index, root), comparable(value));
    }

    private boolean isAscending(int index) {
        return keys.get(index).direction() == SortDirection.ASCENDING;
    }

    private Expression<Comparable<Object>> expression(int index, Root<? extends E> root) {
        return keys.get(index).path().in(root);
    }

    private Predicate isNull(int index, Root<? extends E> root) {
        return keys.get(index).path().in(root).isNull();
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Object value) {
        return (Comparable<Object>) value;
    }
}
