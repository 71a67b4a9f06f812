/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a history is asked for.
 *
 * @param size how many entries at most, from 1 to 10000
 * @param token where it begins, exclusive; null for the first page
 * @param oldestFirst whether the history is told from its beginning; otherwise the newest comes first
 */
public record HistoryRequest(int size, @Nullable String token, boolean oldestFirst) {

    private static final int LARGEST = 10_000;

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public HistoryRequest {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException(
                    "A page of history has from 1 to %d entries, not %d".formatted(LARGEST, size));
        }
    }

    /**
     * The first page, the newest entry first.
     *
     * @param size how many entries at most
     * @return the request
     */
    public static HistoryRequest newest(int size) {
        return new HistoryRequest(size, null, false);
    }

    /**
     * The first page, the oldest entry first.
     *
     * @param size how many entries at most
     * @return the request
     */
    public static HistoryRequest oldest(int size) {
        return new HistoryRequest(size, null, true);
    }

    /**
     * The same from another place on.
     *
     * @param token of {@link HistoryPage#next()}
     * @return the request
     */
    public HistoryRequest after(String token) {
        return new HistoryRequest(size, token, oldestFirst);
    }
}
