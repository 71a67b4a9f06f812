/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Identifiers by the root of their hierarchy, each once. */
final class RowSet {

    private final Map<String, Set<Object>> rows = new LinkedHashMap<>();

    RowSet() {}

    static RowSet of(String root, Collection<?> ids) {
        var set = new RowSet();
        set.rows.put(root, new LinkedHashSet<>(ids));
        return set;
    }

    /** Whether the row was new. */
    boolean add(String root, Object id) {
        return rows.computeIfAbsent(root, key -> new LinkedHashSet<>()).add(id);
    }

    boolean contains(String root, Object id) {
        return ids(root).contains(id);
    }

    Set<Object> ids(String root) {
        return rows.getOrDefault(root, Set.of());
    }

    Set<String> roots() {
        return rows.keySet();
    }

    boolean isEmpty() {
        return rows.values().stream().allMatch(Set::isEmpty);
    }
}
