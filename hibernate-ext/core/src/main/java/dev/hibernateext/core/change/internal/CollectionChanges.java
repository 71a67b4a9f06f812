/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.CollectionChange.Rows;
import dev.hibernateext.core.change.CollectionElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How two changes of one collection become one: a row that came and went cancels out. */
public final class CollectionChanges {

    private CollectionChanges() {}

    static CollectionChange merge(CollectionChange first, CollectionChange second) {
        return new CollectionChange(first.collection(), first.owner(), merge(first.rows(), second.rows()));
    }

    private static Rows merge(Rows first, Rows second) {
        var firstAdded = first.added();
        var firstRemoved = first.removed();
        var secondAdded = second.added();
        var secondRemoved = second.removed();
        if (firstAdded == null || firstRemoved == null || secondAdded == null || secondRemoved == null) {
            return Rows.UNKNOWN;
        }
        return difference(concat(firstRemoved, secondRemoved), concat(firstAdded, secondAdded));
    }

    /** The rows that lead from one content to another. */
    public static Rows difference(List<CollectionElement> before, List<CollectionElement> after) {
        var surplus = new HashMap<CollectionElement, Integer>();
        before.forEach(element -> surplus.merge(element, 1, Integer::sum));
        var added = new ArrayList<CollectionElement>();
        for (var element : after) {
            if (!takeFrom(surplus, element)) {
                added.add(element);
            }
        }
        return new Rows(added, left(surplus, before));
    }

    private static boolean takeFrom(Map<CollectionElement, Integer> surplus, CollectionElement element) {
        var left = surplus.computeIfPresent(element, (key, count) -> count - 1);
        return left != null && left >= 0;
    }

    private static List<CollectionElement> left(
            Map<CollectionElement, Integer> surplus, List<CollectionElement> before) {
        return before.stream().filter(element -> takeFrom(surplus, element)).toList();
    }

    static boolean isEmpty(CollectionChange change) {
        return change.rows().known() && isEmpty(change.rows());
    }

    private static boolean isEmpty(Rows rows) {
        return List.of().equals(rows.added()) && List.of().equals(rows.removed());
    }

    private static List<CollectionElement> concat(List<CollectionElement> some, List<CollectionElement> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
