/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import java.util.List;

/**
 * What was found by several ids.
 *
 * @param items the rows, in the order of their ids; one asked for twice is there twice
 * @param missing the ids of which there is no row this session may see, in their order
 * @param <E> the entity
 * @param <K> the type of its id
 */
public record RowsById<E, K>(List<E> items, List<K> missing) {

    /** Copies the lists. */
    public RowsById {
        items = List.copyOf(items);
        missing = List.copyOf(missing);
    }
}
