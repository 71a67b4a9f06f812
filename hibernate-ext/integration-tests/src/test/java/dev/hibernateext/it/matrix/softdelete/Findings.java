/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which cells were as they must be, on which database. */
final class Findings {

    private final Map<DatabaseKind, Set<Cell>> held = new EnumMap<>(DatabaseKind.class);

    void add(DatabaseKind kind, Cell cell) {
        held.computeIfAbsent(kind, key -> new HashSet<>()).add(cell);
    }

    boolean holds(DatabaseKind kind, Cell cell) {
        return held.getOrDefault(kind, Set.of()).contains(cell);
    }

    boolean isComplete() {
        var cells = Cell.all().toList();
        return Stream.of(DatabaseKind.values()).allMatch(kind -> cells.stream().allMatch(cell -> holds(kind, cell)));
    }
}
