/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import org.jspecify.annotations.Nullable;

/**
 * One row of a collection.
 *
 * @param index the key of a map or the position in a list with an order column, or null for a set or bag
 * @param value the element; an entity is held as its identifier
 */
public record CollectionElement(@Nullable Object index, Object value) {

    @Override
    public String toString() {
        return "CollectionElement[withheld]";
    }
}
