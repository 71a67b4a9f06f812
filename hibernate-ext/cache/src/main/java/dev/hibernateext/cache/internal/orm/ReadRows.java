/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an execution of a query reads.
 *
 * @param columns those it may read
 * @param table the plain name of a table of which it reads certain rows only; null for none
 * @param keys by column, the values it may have in these rows; a row has one of each
 */
record ReadRows(ReadColumns columns, @Nullable String table, Map<String, List<Object>> keys) {

    static final ReadRows ALL = new ReadRows(ReadColumns.ALL, null, Map.of());

    /** The same columns of all rows. */
    ReadRows all() {
        return keys.isEmpty() ? this : new ReadRows(columns, null, Map.of());
    }
}
