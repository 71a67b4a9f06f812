/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A list as the data providers {@code @refinedev/simple-rest} and {@code @refinedev/rest} ask for it.
 *
 * @param filter a tree for {@link dev.hibernateext.repository.filter.Filters}, which judges it
 * @param sorters the same for the order
 * @param window which rows
 */
record ListRequest(List<Object> filter, List<Object> sorters, Window window) {

    private static final Set<String> NO_FILTERS = Set.of(Window.START, Window.END, "_sort", "_order");

    /** Reads a query string; {@code fields} tells what may be meant by a name. */
    static ListRequest parse(@Nullable String query, FilterFields fields) {
        var parameters = QueryParameters.parse(query);
        var terms = new ArrayList<Object>();
        parameters.values().forEach((name, values) -> {
            if (!NO_FILTERS.contains(name)) {
                terms.addAll(fields.terms(name, values));
            }
        });
        return new ListRequest(terms, sorters(parameters), Window.of(parameters));
    }

    private static List<Object> sorters(QueryParameters parameters) {
        var names = parameters.list("_sort");
        var orders = parameters.list("_order");
        return IntStream.range(0, names.size())
                .<Object>mapToObj(
                        i -> Map.of("field", names.get(i), "order", i < orders.size() ? orders.get(i) : "asc"))
                .toList();
    }
}
