/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Rows that were archived together, and come back together.
 *
 * @param archiveId what they have in common
 * @param archivedAt when they were archived
 * @param rowsByTable how many they are, by the table they come from; tables without any are left out
 */
public record ArchivedSet(UUID archiveId, Instant archivedAt, Map<String, Long> rowsByTable) {

    /** Keeps the order, and is not changed any more. */
    public ArchivedSet {
        rowsByTable = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByTable));
    }

    /**
     * How many rows it holds, those of link and collection tables included.
     *
     * @return the sum over all tables
     */
    public long total() {
        return rowsByTable.values().stream().mapToLong(Long::longValue).sum();
    }
}
