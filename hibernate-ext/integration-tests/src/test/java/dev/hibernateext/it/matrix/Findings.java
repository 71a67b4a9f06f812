/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which cells held, or were as said, on which database. */
final class Findings {

    private final Map<DatabaseKind, Set<Cell>> held = new EnumMap<>(DatabaseKind.class);

    void add(DatabaseKind kind, Cell cell) {
        held.computeIfAbsent(kind, key -> new HashSet<>()).add(cell);
    }

    boolean holds(DatabaseKind kind, Cell cell) {
        return held.getOrDefault(kind, Set.of()).contains(cell);
    }

    /** Whether every cell held on every database. */
    boolean isComplete() {
        var cells = Guarantees.ALL.stream().flatMap(Cell::all).toList();
        return Set.of(DatabaseKind.values()).stream()
                .allMatch(kind -> cells.stream().allMatch(cell -> holds(kind, cell)));
    }
}
