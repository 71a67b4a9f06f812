/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.Set;

/**
 * One HQL, criteria or native statement that changed rows without loading them. Statements that affected no row are not
 * reported. Which rows, and what they were, is not known.
 *
 * @param statement what was executed
 * @param rowCount how many rows it affected, as the query's caller is told; {@link #UNKNOWN_ROW_COUNT} for a native
 *     statement whose result is scrolled
 * @param tables the query spaces it affects; for a native statement those declared with {@code addSynchronizedQuerySpace}
 *     and its kin
 * @param entityNames the entities mapped to these tables
 */
public record BulkChange(BulkStatement statement, int rowCount, Set<String> tables, Set<String> entityNames)
        implements Change {

    /** The row count of a statement that does not tell it. */
    public static final int UNKNOWN_ROW_COUNT = -1;

    /** Copies tables and entity names. */
    public BulkChange {
        tables = Set.copyOf(tables);
        entityNames = Set.copyOf(entityNames);
    }

    /**
     * Whether it is known which tables are affected.
     *
     * @return false for a native statement that declares no query space; it may have changed any table
     */
    public boolean tablesKnown() {
        return !tables.isEmpty();
    }

    /** Kind, source, row count and tables; never a parameter. */
    @Override
    public String toString() {
        return "BulkChange[%s, rows=%d, tables=%s]".formatted(statement, rowCount, tablesKnown() ? tables : "unknown");
    }
}
