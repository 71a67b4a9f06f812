/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter or sorter from outside is malformed, not allowed or too large. Nothing was read from the database. Status 400.
 *
 * <p>What the client wrote is never repeated, neither values nor names: {@link #pointer()} tells where it stands.
 */
public final class InvalidFilterException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    private InvalidFilterException(String code, String pointer, String problem, String remedy) {
        super("filter." + code, "Cannot read the filter at '%s': %s. %s".formatted(pointer, problem, remedy), null);
        this.pointer = pointer;
    }

    static InvalidFilterException malformed(@Nullable Location at, String problem) {
        return malformed(Location.pointer(at), problem);
    }

    static InvalidFilterException malformed(String at, String problem) {
        return new InvalidFilterException(
                "malformed",
                at,
                problem,
                "Send a list of {field, operator, value}, or {operator: and|or, value: [...]}; sorters as {field, order: asc|desc}.");
    }

    static InvalidFilterException unknownField(@Nullable Location at) {
        return new InvalidFilterException(
                "unknown-field",
                Location.pointer(at),
                "no such field may be used",
                "Use one of the fields this resource allows.");
    }

    static InvalidFilterException unknownOperator(@Nullable Location at) {
        return new InvalidFilterException(
                "unknown-operator",
                Location.pointer(at),
                "there is no such operator",
                "Use the operators of Refine in lower case, such as eq, gte, contains.");
    }

    static InvalidFilterException notApplicable(@Nullable Location at, FilterOperator operator) {
        return new InvalidFilterException(
                "operator-not-applicable",
                Location.pointer(at),
                "operator " + operator.symbol() + " does not fit the type of this field",
                "Compare texts with contains, startswith and endswith, ordered types with lt, gt and between, collections with ina.");
    }

    static InvalidFilterException invalidValue(@Nullable Location at, String expected) {
        return new InvalidFilterException(
                "invalid-value",
                Location.pointer(at),
                "the value is not " + expected,
                "Send a value of the field's type; to find rows without a value use operator null.");
    }

    static InvalidFilterException tooLarge(@Nullable Location at, String what, int limit) {
        return new InvalidFilterException(
                "limit-exceeded",
                Location.pointer(at),
                "more than %d %s".formatted(limit, what),
                "Ask with a smaller filter, or in several requests.");
    }

    /**
     * Where in the document the problem is.
     *
     * @return a JSON pointer as RFC 6901 defines it; empty for the document as a whole; for text that is no JSON, empty
     */
    public String pointer() {
        return pointer;
    }

    @Override
    public int status() {
        return 400;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("pointer", pointer);
    }
}
