/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param size how many rows at most, from 1 on
 * @param token where it begins, exclusive; null for the first or last page
 * @param backward whether the rows before the token are asked for, or the last ones
 */
public record CursorRequest(int size, @Nullable String token, boolean backward) {

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1, or {@link Integer#MAX_VALUE}
     */
    public CursorRequest {
        if (size < 1 || size == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A page has from 1 to 2147483646 rows, not " + size);
        }
    }

    /**
     * The first page.
     *
     * @param size how many rows at most
     * @return the request
     */
    public static CursorRequest first(int size) {
        return new CursorRequest(size, null, false);
    }

    /**
     * The last page.
     *
     * @param size how many rows at most
     * @return the request
     */
    public static CursorRequest last(int size) {
        return new CursorRequest(size, null, true);
    }

    /**
     * The page behind a row.
     *
     * @param token of {@link CursorPage#next()} or {@link CursorPage#cursor(int)}
     * @param size how many rows at most
     * @return the request
     */
    public static CursorRequest after(String token, int size) {
        return new CursorRequest(size, token, false);
    }

    /**
     * The page before a row, in the same order.
     *
     * @param token of {@link CursorPage#previous()} or {@link CursorPage#cursor(int)}
     * @param size how many rows at most
     * @return the request
     */
    public static CursorRequest before(String token, int size) {
        return new CursorRequest(size, token, true);
    }
}
