/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/** Reads one term: looks the field up, checks the operator against it and converts the value. */
final class TermReader<E> {

    static final String FIELD = "field";
    static final String OPERATOR = "operator";
    static final String VALUE = "value";

    private final Map<String, Field<E>> fields;
    private final FilterLimits limits;
    private final @Nullable ExactText exactText;

    TermReader(Map<String, Field<E>> fields, FilterLimits limits, @Nullable ExactText exactText) {
        this.fields = fields;
        this.limits = limits;
        this.exactText = exactText;
    }

    Restriction<E> read(Map<?, ?> term, String symbol, @Nullable Location at) {
        var operator = FilterOperator.of(symbol);
        if (operator == null) {
            throw InvalidFilterException.unknownOperator(Location.at(at, OPERATOR));
        }
        var field = field(term, at);
        if (!field.supports(operator)) {
            throw InvalidFilterException.notApplicable(Location.at(at, OPERATOR), operator);
        }
        var condition = condition(field, operator, term.get(VALUE), Location.at(at, VALUE));
        return new Term<>(field.path(), condition, operator.isNegated());
    }

    private Field<E> field(Map<?, ?> term, @Nullable Location at) {
        var name = term.get(FIELD);
        var field = name instanceof String text ? fields.get(text) : null;
        if (field == null) {
            throw InvalidFilterException.unknownField(Location.at(at, FIELD));
        }
        return field;
    }

    private Condition condition(Field<E> field, FilterOperator operator, @Nullable Object raw, Location at) {
        return switch (operator.kind()) {
            case EQUALITY -> equality(field, operator, value(field, raw, at));
            case ORDER -> new Condition.Beyond(operator, comparable(value(field, raw, at)));
            case LIST -> new Condition.AnyOf(values(field, raw, at));
            case COLLECTION -> all(field, values(field, raw, at));
            case TEXT -> Condition.Like.of(operator, (String) value(field, raw, at), exactText);
            case RANGE -> between(values(field, raw, at), at);
            case NULLITY -> absent(raw, at);
        };
    }

    private static Condition all(Field<?> field, List<Object> values) {
        return field.isArray() ? new Condition.AllInArray(values) : new Condition.AllOf(values);
    }

    private Condition equality(Field<E> field, FilterOperator operator, Object value) {
        var exact = operator == FilterOperator.EQS || operator == FilterOperator.NES;
        return exact && exactText != null && field.path().type() == String.class
                ? new Condition.SameText((String) value, exactText)
                : new Condition.Equal(value);
    }

    private static Condition between(List<Object> values, Location at) {
        if (values.size() != 2) {
            throw InvalidFilterException.invalidValue(at, "a list of two values");
        }
        return new Condition.Between(comparable(values.get(0)), comparable(values.get(1)));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(Object value) {
        return (Comparable<Object>) value;
    }

    /** Refine sends no value, true, or what an input field holds; false would say the opposite of the operator. */
    private static Condition absent(@Nullable Object raw, Location at) {
        if (raw == null || "".equals(raw) || Boolean.TRUE.equals(raw) || "true".equals(raw)) {
            return new Condition.Absent();
        }
        throw InvalidFilterException.invalidValue(at, "absent or true, as operators null and nnull have no value");
    }

    private List<Object> values(Field<E> field, @Nullable Object raw, Location at) {
        if (!(raw instanceof List<?> list)) {
            throw InvalidFilterException.invalidValue(at, "a list");
        }
        if (list.size() > limits.values()) {
            throw InvalidFilterException.tooLarge(at, "values", limits.values());
        }
        var values = new ArrayList<>(list.size());
        for (var i = 0; i < list.size(); i++) {
            values.add(value(field, list.get(i), Location.at(at, i)));
        }
        return values;
    }

    private Object value(Field<E> field, @Nullable Object raw, Location at) {
        if (raw instanceof String text) {
            check(text, at);
        }
        var value = raw == null ? null : field.reader().read(raw);
        if (value == null) {
            throw InvalidFilterException.invalidValue(at, field.reader().expected());
        }
        return value;
    }

    private void check(String text, Location at) {
        if (text.length() > limits.textLength()) {
            throw InvalidFilterException.tooLarge(at, "characters", limits.textLength());
        }
        if (!StorableText.isStorable(text)) {
            throw InvalidFilterException.invalidValue(at, StorableText.EXPECTED);
        }
    }
}
