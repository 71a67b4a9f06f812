/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What names of parameters mean: a field, or one with an operator behind it.
 *
 * @param fields the names of all fields; {@code x_ne} is a field if there is one of this name
 * @param times which of them are instants
 * @param searched where {@code q} looks
 */
record FilterFields(Set<String> fields, Set<String> times, List<String> searched) {

    private static final String SEARCH = "q";
    /** As {@code rest} asks for rows by their ids; {@code simple-rest} repeats {@code id}. */
    private static final String MANY = "ids";

    private static final Map<String, String> OPERATORS =
            Map.of("_ne", "ne", "_gte", "gte", "_lte", "lte", "_like", "contains");

    List<Object> terms(String name, List<String> values) {
        if (fields.contains(name)) {
            return equality(name, values);
        }
        if (name.equals(SEARCH)) {
            return values.stream().map(this::search).toList();
        }
        if (name.equals(MANY)) {
            return List.of(term("id", "in", values));
        }
        for (var suffix : OPERATORS.entrySet()) {
            if (name.endsWith(suffix.getKey())) {
                var field = name.substring(0, name.length() - suffix.getKey().length());
                return comparison(field, suffix.getValue(), values);
            }
        }
        return equality(name, values);
    }

    private Object search(String text) {
        var terms =
                searched.stream().map(field -> term(field, "contains", text)).toList();
        return Map.of("operator", "or", "value", terms);
    }

    private List<Object> equality(String field, List<String> values) {
        if (values.size() > 1) {
            return List.of(term(
                    field,
                    "in",
                    values.stream().map(value -> read(field, value)).toList()));
        }
        var value = values.get(0);
        return List.of(value.isEmpty() ? term(field, "null", true) : term(field, "eq", read(field, value)));
    }

    private List<Object> comparison(String field, String operator, List<String> values) {
        return values.stream()
                .map(value -> value.isEmpty() && operator.equals("ne")
                        ? term(field, "nnull", true)
                        : term(field, operator, read(field, value)))
                .toList();
    }

    private Object read(String field, String value) {
        return times.contains(field) ? JsDate.toIso(value) : value;
    }

    private static Object term(String field, String operator, Object value) {
        return Map.of("field", field, "operator", operator, "value", value);
    }
}
