/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.TypedValue;
import org.hibernate.type.Type;

/**
 * What happened to the elements of the collections of an entity, up to some revision.
 *
 * @param changes in any order
 */
record ElementHistory(List<ElementChange> changes) {

    private static final Comparator<ElementChange> AS_THEY_HAPPENED =
            Comparator.comparingLong(ElementChange::number).thenComparing(change -> !change.isRemoval());

    /** What was in a collection at the end of a revision, in the order in which it came. */
    List<ElementChange> at(long revision, String path, Type elementType) {
        Map<Object, ElementChange> present = new LinkedHashMap<>();
        changes.stream()
                .filter(change -> change.path().equals(path) && change.number() <= revision)
                .sorted(AS_THEY_HAPPENED)
                .forEach(change -> {
                    var place = place(change, elementType);
                    present.remove(place);
                    if (!change.isRemoval()) {
                        present.put(place, change);
                    }
                });
        return new ArrayList<>(present.values());
    }

    /** Embeddables need not be comparable by themselves. */
    private static Object place(ElementChange change, Type elementType) {
        if (change.position() != null) {
            return change.position();
        }
        return elementType.isEntityType() ? change.element() : new TypedValue(elementType, change.element());
    }
}
