/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a term: those of {@code CrudOperators} in {@code @refinedev/core} 5.0.12, without {@code and} and {@code
 * or}, which join terms. Their names on the wire are the constants in lower case.
 *
 * <p>NULL follows SQL: every operator but {@link #NULL} and {@link #NNULL} is unknown for a row without a value, its negation
 * too, and an unknown row is not selected. So {@code ne}, {@code nin} and {@code ncontains} leave such rows out.
 */
public enum FilterOperator {
    /** Equal, by the rules of the column's collation. */
    EQ(Kind.EQUALITY),
    /** Not equal. */
    NE(Kind.EQUALITY),
    /** Equal, texts in case too. */
    EQS(Kind.EQUALITY),
    /** Not equal, or texts of another case. */
    NES(Kind.EQUALITY),
    /** Less than the value. */
    LT(Kind.ORDER),
    /** Greater than the value. */
    GT(Kind.ORDER),
    /** Less than the value or equal. */
    LTE(Kind.ORDER),
    /** Greater than the value or equal. */
    GTE(Kind.ORDER),
    /** One of the values; none of an empty list. */
    IN(Kind.LIST),
    /** None of the values; true for an empty list. */
    NIN(Kind.LIST),
    /** A collection or array that contains every value. */
    INA(Kind.COLLECTION),
    /** A collection or array that lacks one of the values. */
    NINA(Kind.COLLECTION),
    /** Contains a text in any case. */
    CONTAINS(Kind.TEXT),
    /** Does not contain a text in any case. */
    NCONTAINS(Kind.TEXT),
    /** Contains a text. */
    CONTAINSS(Kind.TEXT),
    /** Does not contain a text. */
    NCONTAINSS(Kind.TEXT),
    /** Between two values, both included. */
    BETWEEN(Kind.RANGE),
    /** Outside of two values. */
    NBETWEEN(Kind.RANGE),
    /** Has no value. */
    NULL(Kind.NULLITY),
    /** Has a value. */
    NNULL(Kind.NULLITY),
    /** Starts with a text in any case. */
    STARTSWITH(Kind.TEXT),
    /** Does not start with a text in any case. */
    NSTARTSWITH(Kind.TEXT),
    /** Starts with a text. */
    STARTSWITHS(Kind.TEXT),
    /** Does not start with a text. */
    NSTARTSWITHS(Kind.TEXT),
    /** Ends with a text in any case. */
    ENDSWITH(Kind.TEXT),
    /** Does not end with a text in any case. */
    NENDSWITH(Kind.TEXT),
    /** Ends with a text. */
    ENDSWITHS(Kind.TEXT),
    /** Does not end with a text. */
    NENDSWITHS(Kind.TEXT);

    private static final Map<String, FilterOperator> BY_SYMBOL =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(FilterOperator::symbol, Function.identity()));

    private final Kind kind;
    private final String symbol;

    FilterOperator(Kind kind) {
        this.kind = kind;
        this.symbol = name().toLowerCase(Locale.ROOT);
    }

    /**
     * How the operator is written in a document.
     *
     * @return the name in lower case
     */
    public String symbol() {
        return symbol;
    }

    /**
     * Whether this is the negation of another operator.
     *
     * @return true for {@link #NE} and those that start with an N but {@link #NULL}; {@link #NNULL} included
     */
    public boolean isNegated() {
        return name().startsWith("N") && this != NULL;
    }

    Kind kind() {
        return kind;
    }

    /** For operators on text: whether upper and lower case differ. */
    boolean isExact() {
        return switch (this) {
            case CONTAINSS, NCONTAINSS, STARTSWITHS, NSTARTSWITHS, ENDSWITHS, NENDSWITHS -> true;
            default -> false;
        };
    }

    static @Nullable FilterOperator of(String symbol) {
        return BY_SYMBOL.get(symbol);
    }

    /** What an operator needs: of the attribute, and of the value. */
    enum Kind {
        EQUALITY,
        ORDER,
        LIST,
        COLLECTION,
        TEXT,
        RANGE,
        NULLITY
    }
}
