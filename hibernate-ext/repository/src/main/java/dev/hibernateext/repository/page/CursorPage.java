/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, and the ways on from them.
 *
 * @param <E> the entity, or a record of its values
 */
public final class CursorPage<E> {

    private final List<E> items;
    private final IntFunction<String> cursors;
    private final boolean hasPrevious;
    private final boolean hasNext;

    CursorPage(List<E> items, IntFunction<String> cursors, boolean hasPrevious, boolean hasNext) {
        this.items = List.copyOf(items);
        this.cursors = cursors;
        this.hasPrevious = hasPrevious && !items.isEmpty();
        this.hasNext = hasNext && !items.isEmpty();
    }

    /**
     * The rows in the order asked for, whichever way was paged.
     *
     * @return at most as many as asked for; may be empty
     */
    public List<E> items() {
        return items;
    }

    /**
     * The way to the rows behind this page.
     *
     * @return a token for {@link CursorRequest#after}, or null if no row followed when this page was read. A page read
     *     backward from a token has one unless it is empty: the token's own row followed.
     */
    public @Nullable String next() {
        return hasNext ? cursors.apply(items.size() - 1) : null;
    }

    /**
     * The way to the rows before this page.
     *
     * @return a token for {@link CursorRequest#before}, or null if no row came before when this page was read. A page read
     *     forward from a token has one unless it is empty: the token's own row came before.
     */
    public @Nullable String previous() {
        return hasPrevious ? cursors.apply(0) : null;
    }

    /**
     * The token of one row, as the edges of a GraphQL connection have it.
     *
     * @param index of the row among the {@link #items()}
     * @return a token for {@link CursorRequest#after} and {@link CursorRequest#before}
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public String cursor(int index) {
        return cursors.apply(index);
    }
}
