/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which collections of which owner got or lost elements in which revision. */
public final class CollectionChanges {

    private final Map<Change, Set<String>> paths = new HashMap<>();

    private record Change(Object owner, long revision) {}

    Set<String> of(Object owner, long revision) {
        return paths.getOrDefault(new Change(owner, revision), Set.of());
    }

    /** Something was added to a collection in a revision, or removed from it. */
    public void add(Object owner, long revision, String path) {
        paths.computeIfAbsent(new Change(owner, revision), key -> new TreeSet<>())
                .add(path);
    }
}
