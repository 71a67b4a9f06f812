/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.Sort;
import dev.hibernateext.repository.attribute.SortKey;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.query.SortDirection;
import org.jspecify.annotations.Nullable;

/** Reads a list of {@code {field, order}}. */
final class SortReader<E> {

    private static final String ORDER = "order";

    private final Map<String, AttributePath<E>> fields;
    private final FilterLimits limits;

    SortReader(Map<String, AttributePath<E>> fields, FilterLimits limits) {
        this.fields = fields;
        this.limits = limits;
    }

    Sort<E> read(@Nullable Object document) {
        var list = document instanceof List<?> several ? several : document == null ? List.of() : List.of(document);
        if (list.size() > limits.terms()) {
            throw InvalidFilterException.tooLarge(Location.root(), "sorters", limits.terms());
        }
        var seen = new HashSet<String>();
        var keys = new ArrayList<SortKey<E>>();
        for (var i = 0; i < list.size(); i++) {
            keys.add(key(list.get(i), Location.at(Location.root(), i), seen));
        }
        return new Sort<>(keys);
    }

    private SortKey<E> key(@Nullable Object element, Location at, Set<String> seen) {
        if (!(element instanceof Map<?, ?> sorter)) {
            throw InvalidFilterException.malformed(at, "no sorter");
        }
        var path = sorter.get(TermReader.FIELD) instanceof String field ? fields.get(field) : null;
        if (path == null) {
            throw InvalidFilterException.unknownField(Location.at(at, TermReader.FIELD));
        }
        if (!seen.add(path.name())) {
            throw InvalidFilterException.malformed(at, "a field that stands before");
        }
        return new SortKey<>(path, direction(sorter.get(ORDER), at), Nulls.NONE);
    }

    private static SortDirection direction(@Nullable Object order, Location at) {
        if ("asc".equals(order)) {
            return SortDirection.ASCENDING;
        }
        if ("desc".equals(order)) {
            return SortDirection.DESCENDING;
        }
        throw InvalidFilterException.malformed(Location.at(at, ORDER), "neither asc nor desc");
    }
}
