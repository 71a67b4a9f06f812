/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.util.Collection;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** What a term asks of its attribute. All values are bound, none becomes part of a statement's text. */
sealed interface Condition {

    Predicate on(Path<?> path, HibernateCriteriaBuilder builder);

    /** Equal by the column's own rules. */
    record Equal(Object value) implements Condition {

        @Override
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            return builder.equal(path, value);
        }
    }

    /** Equal in case too, though the column's collation does not tell it. The first comparison is for its index. */
    record SameText(String value, ExactText form) implements Condition {

        @Override
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            return builder.and(builder.equal(path, value), builder.equal(form.of(path, builder), value));
        }
    }

    /** On one side of a value. */
    record Beyond(FilterOperator operator, Comparable<Object> value) implements Condition {

        @Override
        @SuppressWarnings("unchecked")
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            var comparable = (Expression<Comparable<Object>>) path;
            return switch (operator) {
                case LT -> builder.lessThan(comparable, value);
                case LTE -> builder.lessThanOrEqualTo(comparable, value);
                case GT -> builder.greaterThan(comparable, value);
                default -> builder.greaterThanOrEqualTo(comparable, value);
            };
        }
    }

    /** Between two values. */
    record Between(Comparable<Object> from, Comparable<Object> to) implements Condition {

        @Override
        @SuppressWarnings("unchecked")
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            return builder.between((Expression<Comparable<Object>>) path, from, to);
        }
    }

    /** One of some values. */
    record AnyOf(List<Object> values) implements Condition {

        @Override
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            return values.isEmpty() ? builder.disjunction() : path.in(values);
        }
    }

    /** A collection with all of some values. */
    record AllOf(List<Object> values) implements Condition {

        @Override
        @SuppressWarnings("unchecked")
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            var elements = (Expression<Collection<Object>>) path;
            return builder.and(values.stream()
                    .map(value -> (Predicate) builder.isMember(value, elements))
                    .toList());
        }
    }

    /** An array with all of some values; unknown where there is none. */
    record AllInArray(List<Object> values) implements Condition {

        @Override
        @SuppressWarnings("unchecked")
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            if (values.isEmpty()) {
                return builder.equal(path, path);
            }
            // The expression may as well be a collection: the function is the same.
            var array = (Expression<Object[]>) path;
            return builder.and(values.stream()
                    .map(value -> (Predicate) builder.arrayContains(array, value))
                    .toList());
        }
    }

    /** No value. */
    record Absent() implements Condition {

        @Override
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            return path.isNull();
        }
    }

    /**
     * A text like a pattern.
     *
     * @param exact whether upper and lower case differ
     * @param form how to make them differ, if the column's collation may not
     */
    record Like(String pattern, boolean exact, @Nullable ExactText form) implements Condition {

        /** No backslash, which strings and patterns of some databases have uses of their own for. */
        private static final char ESCAPE = '!';

        static Like of(FilterOperator operator, String text, @Nullable ExactText form) {
            var escaped = escaped(text);
            var pattern = switch (operator) {
                case STARTSWITH, NSTARTSWITH, STARTSWITHS, NSTARTSWITHS -> escaped + "%";
                case ENDSWITH, NENDSWITH, ENDSWITHS, NENDSWITHS -> "%" + escaped;
                default -> "%" + escaped + "%";
            };
            return new Like(pattern, operator.isExact(), form);
        }

        private static String escaped(String text) {
            var result = new StringBuilder(text.length() + 2);
            text.chars().forEach(each -> {
                if (each == '%' || each == '_' || each == ESCAPE) {
                    result.append(ESCAPE);
                }
                result.append((char) each);
            });
            return result.toString();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Predicate on(Path<?> path, HibernateCriteriaBuilder builder) {
            var text = (Expression<String>) path;
            if (!exact) {
                return builder.ilike(text, pattern, ESCAPE);
            }
            var like = builder.like(text, pattern, ESCAPE);
            return form == null ? like : builder.and(like, builder.like(form.of(path, builder), pattern, ESCAPE));
        }
    }
}
