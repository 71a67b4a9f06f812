/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/** What the rows of a collection refer to by their elements and by their keys. */
record CollectionReferences(List<OwnedReference> elements, List<OwnedReference> indexes) {

    boolean isEmpty() {
        return elements.isEmpty() && indexes.isEmpty();
    }

    /** The references of all rows, if they are loaded. */
    void each(@Nullable Object content, OwnedReference.Use use) {
        if (content == null || !Hibernate.isInitialized(content)) {
            return;
        }
        if (content instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                OwnedReference.each(indexes, key, use);
                OwnedReference.each(elements, element, use);
            });
        } else if (content instanceof Collection<?> collection) {
            collection.forEach(element -> OwnedReference.each(elements, element, use));
        } else if (content instanceof Object[] array) {
            for (var element : array) {
                OwnedReference.each(elements, element, use);
            }
        }
    }
}
