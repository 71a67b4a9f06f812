/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that were written, and in which rows.
 *
 * @param names in lower case and without quotes, with some that were not where that is not known; null for all
 * @param byVersion whether that is so only as long as nobody writes a row past its version: the statement wrote the others as it had read them
 * @param keys by column, the values it had in the rows before and after; nothing of columns of which that is not known
 */
record WrittenColumns(@Nullable Set<String> names, boolean byVersion, Map<String, Set<Object>> keys) {

    static final WrittenColumns ALL = new WrittenColumns(null, false, Map.of());

    static WrittenColumns of(Set<String> names) {
        return new WrittenColumns(names, false, Map.of());
    }

    boolean areUnknown() {
        return names == null && keys.isEmpty();
    }

    WrittenColumns and(WrittenColumns others) {
        return areUnknown() || others.areUnknown()
                ? ALL
                : new WrittenColumns(names(others.names), byVersion || others.byVersion, keys(others.keys));
    }

    private @Nullable Set<String> names(@Nullable Set<String> others) {
        if (names == null || others == null) {
            return null;
        }
        var both = new HashSet<>(names);
        both.addAll(others);
        return both;
    }

    private Map<String, Set<Object>> keys(Map<String, Set<Object>> others) {
        var both = new HashMap<String, Set<Object>>();
        keys.forEach((column, values) -> {
            var more = others.get(column);
            if (more != null) {
                var all = new HashSet<>(values);
                all.addAll(more);
                both.put(column, all);
            }
        });
        return both;
    }
}
