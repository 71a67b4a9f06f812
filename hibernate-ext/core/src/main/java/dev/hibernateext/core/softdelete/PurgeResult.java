/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a purge removed, or would remove.
 *
 * @param rowsByTable how many rows, by table in the order of removal; the rows of a hierarchy count once, for its root
 *     table; tables without any are left out
 * @param kept how many deleted rows were kept because other rows refer to them; 0 where a purge fails instead
 * @param dryRun whether nothing was removed
 * @param cancelled whether it ended before all was done
 */
public record PurgeResult(Map<String, Long> rowsByTable, long kept, boolean dryRun, boolean cancelled) {

    /** Keeps the order, and is not changed any more. */
    public PurgeResult {
        rowsByTable = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByTable));
    }

    /**
     * How many rows were removed, those of link and collection tables included.
     *
     * @return the sum over all tables
     */
    public long total() {
        return rowsByTable.values().stream().mapToLong(Long::longValue).sum();
    }
}
