/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that were written.
 *
 * @param names in lower case and without quotes, with some that were not where that is not known; null for all
 * @param byVersion whether that is so only as long as nobody writes a row past its version: the statement wrote the others as it had read them
 */
record WrittenColumns(@Nullable Set<String> names, boolean byVersion) {

    static final WrittenColumns ALL = new WrittenColumns(null, false);

    boolean areAll() {
        return names == null;
    }

    WrittenColumns and(WrittenColumns others) {
        if (names == null || others.names == null) {
            return ALL;
        }
        var both = new HashSet<>(names);
        both.addAll(others.names);
        return new WrittenColumns(both, byVersion || others.byVersion);
    }
}
