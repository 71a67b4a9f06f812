/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import org.jspecify.annotations.Nullable;

/**
 * A row of history that tells of an element of a collection.
 *
 * @param path of the collection
 * @param number of the revision
 * @param isRemoval whether it was removed, or else added
 * @param position the index in a list or the key in a map; null if it has none
 * @param element itself, or the id of an entity
 */
public record ElementChange(
        String path,
        long number,
        boolean isRemoval,
        @Nullable Object position,
        Object element) {}
