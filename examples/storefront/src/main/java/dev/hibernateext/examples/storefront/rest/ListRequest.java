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
import org.springframework.http.HttpStatus;

/**
 * A list as the data providers {@code @refinedev/simple-rest} and {@code @refinedev/rest} ask for it.
 *
 * @param filter a tree for {@link dev.hibernateext.repository.filter.Filters}, which judges it
 * @param sorters the same for the order
 * @param start how many rows come before
 * @param size how many rows at most
 */
record ListRequest(List<Object> filter, List<Object> sorters, int start, int size) {

    private static final int MOST = 1_000;
    private static final Set<String> WINDOW = Set.of("_start", "_end", "_sort", "_order");

    /** Reads a query string; {@code fields} tells what may be meant by a name. */
    static ListRequest parse(@Nullable String query, FilterFields fields) {
        var parameters = QueryParameters.parse(query);
        var terms = new ArrayList<Object>();
        parameters.values().forEach((name, values) -> {
            if (!WINDOW.contains(name)) {
                terms.addAll(fields.terms(name, values));
            }
        });
        var start = parameters.number("_start", 0);
        return new ListRequest(terms, sorters(parameters), start, size(start, parameters.number("_end", start + MOST)));
    }

    private static int size(int start, int end) {
        if (end < start || end - start > MOST) {
            throw RequestProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-window",
                    "_end is not before _start, and at most %d rows behind it.".formatted(MOST));
        }
        return end - start;
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
