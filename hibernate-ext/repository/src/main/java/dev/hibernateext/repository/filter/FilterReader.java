/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/** Reads one filter document; counts its terms. For one document only. */
final class FilterReader<E> {

    private final TermReader<E> terms;
    private final FilterLimits limits;
    private int count;

    FilterReader(TermReader<E> terms, FilterLimits limits) {
        this.terms = terms;
        this.limits = limits;
    }

    /** A list at the top means that all of its terms hold. */
    Restriction<E> read(@Nullable Object document) {
        if (document == null) {
            return Restriction.unrestricted();
        }
        return document instanceof List<?> list
                ? Restriction.all(elements(list, Location.root(), 1))
                : element(document, Location.root(), 1);
    }

    private List<Restriction<E>> elements(List<?> list, @Nullable Location at, int depth) {
        var restrictions = new ArrayList<Restriction<E>>();
        for (var i = 0; i < list.size(); i++) {
            restrictions.add(element(list.get(i), Location.at(at, i), depth));
        }
        return restrictions;
    }

    private Restriction<E> element(@Nullable Object element, @Nullable Location at, int depth) {
        if (++count > limits.terms()) {
            throw InvalidFilterException.tooLarge(at, "terms", limits.terms());
        }
        if (depth > limits.depth()) {
            throw InvalidFilterException.tooLarge(at, "levels", limits.depth());
        }
        if (!(element instanceof Map<?, ?> map)) {
            throw InvalidFilterException.malformed(at, "neither a term nor a group");
        }
        if (map.get(TermReader.OPERATOR) instanceof String symbol) {
            return element(map, symbol, at, depth);
        }
        throw InvalidFilterException.malformed(at, "no operator");
    }

    private Restriction<E> element(Map<?, ?> map, String symbol, @Nullable Location at, int depth) {
        return switch (symbol) {
            case "and" -> Restriction.all(group(map, at, depth));
            case "or" -> Restriction.any(group(map, at, depth));
            default -> terms.read(map, symbol, at);
        };
    }

    private List<Restriction<E>> group(Map<?, ?> group, @Nullable Location at, int depth) {
        var location = Location.at(at, TermReader.VALUE);
        if (group.get(TermReader.VALUE) instanceof List<?> list) {
            return elements(list, location, depth + 1);
        }
        throw InvalidFilterException.malformed(location, "no list of terms");
    }
}
