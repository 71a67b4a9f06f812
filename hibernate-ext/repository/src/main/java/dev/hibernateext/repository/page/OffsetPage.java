/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some rows, by the number of their page.
 *
 * @param items the rows; may be empty
 * @param number of the page, from 1 on
 * @param size how many rows a page has at most
 * @param hasNext whether rows follow
 * @param total how many rows there are on all pages
 * @param <E> the entity, or a record of its values
 */
public record OffsetPage<E>(List<E> items, int number, int size, boolean hasNext, Total total) {

    /** Copies the rows. */
    public OffsetPage {
        items = List.copyOf(items);
    }

    /**
     * How many pages there are.
     *
     * @return the number, or empty if the total is not known exactly
     */
    public OptionalLong pages() {
        var rows = total.exact();
        return rows.isPresent() ? OptionalLong.of((rows.getAsLong() + size - 1) / size) : rows;
    }
}
