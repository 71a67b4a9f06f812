/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.AttributeChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares two states of an entity.
 *
 * @param type what is kept of it
 * @param elements what is in its collections
 */
record StateComparison(RecordedType type, StateElements elements) {

    /**
     * One of the states.
     *
     * @param row of history; null if the entity was not there
     * @param revision at the end of which it is seen
     * @param instance the same as an entity, for what only that can tell
     */
    record Side(@Nullable RecordedRow row, long revision, Supplier<@Nullable Object> instance) {

        static final Side NOTHING = new Side(null, 0, () -> null);

        @Nullable
        Object value(String name) {
            return row == null ? null : row.values().get(name);
        }
    }

    List<AttributeChange> compare(Side before, Side after) {
        var changes = new ArrayList<AttributeChange>();
        type.values().forEach((path, names) -> {
            if (names.stream().anyMatch(name -> !type.isEqual(name, before.value(name), after.value(name)))) {
                changes.add(new AttributeChange.OfValue(path, value(names, before), value(names, after)));
            }
        });
        type.collectionPaths().forEach(path -> {
            var then = elements.of(path, before);
            var now = elements.of(path, after);
            if (!then.equals(now)) {
                changes.add(new AttributeChange.OfElements(path, without(now, then), without(then, now)));
            }
        });
        changes.sort(Comparator.comparing(AttributeChange::path));
        return changes;
    }

    /** A reference by an id of several parts is a map of them. */
    private static @Nullable Object value(List<String> names, Side side) {
        if (names.size() == 1) {
            return side.value(names.get(0));
        }
        var parts = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(name -> parts.put(name, side.value(name)));
        return parts.values().stream().allMatch(Objects::isNull) ? null : parts;
    }

    private static List<Object> without(List<Object> elements, List<Object> others) {
        var counts = new HashMap<Object, Integer>();
        others.forEach(element -> counts.merge(element, 1, Integer::sum));
        return elements.stream()
                .filter(element -> counts.merge(element, -1, Integer::sum) < 0)
                .toList();
    }
}
