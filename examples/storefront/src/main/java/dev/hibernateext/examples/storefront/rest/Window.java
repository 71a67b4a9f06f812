/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which rows of a list are asked for.
 *
 * @param start how many rows come before
 * @param size how many rows at most
 */
public record Window(int start, int size) {

    static final String START = "_start";
    static final String END = "_end";

    private static final int MOST = 1_000;

    /** That of a query string which asks for nothing else; where it says nothing, the first thousand rows. */
    public static Window of(@Nullable String query) {
        var parameters = QueryParameters.parse(query);
        if (!Set.of(START, END).containsAll(parameters.values().keySet())) {
            throw RequestProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-window",
                    "This list has _start and _end, no filters and no order.");
        }
        return of(parameters);
    }

    static Window of(QueryParameters parameters) {
        var start = parameters.number(START, 0);
        var end = parameters.number(END, start + MOST);
        if (end < start || end - start > MOST) {
            throw RequestProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-window",
                    "_end is not before _start, and at most %d rows behind it.".formatted(MOST));
        }
        return new Window(start, end - start);
    }

    /**
     * The rows of a list that is read by pages.
     *
     * @param pages reads a page
     * @param <T> the rows
     * @return those of the window, which lie in one page of its size or in two
     */
    public <T> List<T> of(Function<Page, List<T>> pages) {
        if (size == 0) {
            return List.of();
        }
        var page = start / size;
        var before = start % size;
        return Stream.of(page, page + 1)
                .limit(before == 0 ? 1 : 2)
                .flatMap(number -> pages.apply(Page.page(size, number)).stream())
                .skip(before)
                .limit(size)
                .toList();
    }
}
