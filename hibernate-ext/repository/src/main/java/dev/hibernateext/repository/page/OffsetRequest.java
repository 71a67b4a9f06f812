/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

/**
 * Which page is asked for.
 *
 * @param number of the page, from 1 on
 * @param size how many rows a page has at most, from 1 on
 * @param totals how far rows are counted
 */
public record OffsetRequest(int number, int size, TotalPolicy totals) {

    /**
     * Checks number and size.
     *
     * @throws IllegalArgumentException if one is below 1, or the page begins behind row {@link Integer#MAX_VALUE}
     */
    public OffsetRequest {
        if (number < 1 || size < 1 || (long) number * size >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("There is no page " + number + " of " + size
                    + " rows: both are counted from 1, up to 2147483647 rows");
        }
    }

    int offset() {
        return (number - 1) * size;
    }
}
