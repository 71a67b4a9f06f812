/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Objects;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sort, and what comes after it.
 *
 * <p>The predicate is {@code a >= ? and (a > ? or (b >= ? and (b > ? or c > ?)))}: unlike the plain {@code a > ? or a = ? and
 * b > ?} its first comparison bounds the scan of an index on every database, and unlike a row value it allows directions to
 * differ and keys to be NULL. Keys that allow a row value are compared by one where the database bounds a scan by it. Where the
 * first key can be NULL, its values and its NULLs are two stretches, read one after the other: joined by OR, PostgreSQL scans
 * the index from its beginning.
 */
final class Position<E> {

    private final List<CursorKey<E>> keys;
    private final List<@Nullable Object> values;
    private final boolean rowValues;

    /** Every key says where its NULLs come. Row values are used where they can be, if the database finds rows by them. */
    Position(List<CursorKey<E>> keys, List<@Nullable Object> values, boolean rowValues) {
        this.keys = keys;
        this.values = values;
        this.rowValues = rowValues;
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
        if (isRow(index)) {
            return row(index, root, builder);
        }
        var greater = beyond(index, value, root, builder);
        return index == keys.size() - 1
                ? greater
                : builder.and(beyondOrAt(index, value, root, builder), builder.or(greater, rest(index, root, builder)));
    }

    /** Whether this key and those after it can be compared at once: in one direction, and none of those after it NULL. */
    private boolean isRow(int index) {
        return rowValues
                && index < keys.size() - 1
                && keys.stream()
                        .skip(index + 1)
                        .allMatch(key -> key.path().isNeverNull()
                                && key.direction() == keys.get(index).direction());
    }

    private Predicate row(int index, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        var row = new RowValue(builder);
        for (var i = index; i < keys.size(); i++) {
            row.add(beyond(i, Objects.requireNonNull(values.get(i)), root, builder));
        }
        return row.compared(isAscending(index) ? ComparisonOperator.GREATER_THAN : ComparisonOperator.LESS_THAN);
    }

    private Predicate rest(int index, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        return index == keys.size() - 1 ? builder.disjunction() : after(index + 1, root, builder);
    }

    private SqmComparisonPredicate beyond(
            int index, Object value, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        var operator = isAscending(index) ? ComparisonOperator.GREATER_THAN : ComparisonOperator.LESS_THAN;
        return keys.get(index).compared(root, operator, value, builder);
    }

    private Predicate beyondOrAt(int index, Object value, Root<? extends E> root, HibernateCriteriaBuilder builder) {
        var operator =
                isAscending(index) ? ComparisonOperator.GREATER_THAN_OR_EQUAL : ComparisonOperator.LESS_THAN_OR_EQUAL;
        return keys.get(index).compared(root, operator, value, builder);
    }

    private boolean isAscending(int index) {
        return keys.get(index).isAscending();
    }

    private Predicate isNull(int index, Root<? extends E> root) {
        return keys.get(index).path().in(root).isNull();
    }
}
