/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import dev.hibernateext.core.change.BulkStatement;
import java.util.Set;
import org.hibernate.SharedSessionContract;

/**
 * One HQL, criteria or native statement that is about to change rows without loading them. Valid while the hook runs, on its
 * thread.
 *
 * @param statement its kind, how it was written, and the values bound to its parameters
 * @param tables the query spaces it may affect; for a native statement those declared with {@code addSynchronizedQuerySpace}
 *     and its kin
 * @param entityNames the entities whose rows it may affect: of a statement on several tables the named entity and its
 *     subclasses, of any other all that are mapped to the tables
 * @param session the session that executes it, in the transaction of the statement; a hook may read with it, but not flush
 */
public record PendingBulk(
        BulkStatement statement, Set<String> tables, Set<String> entityNames, SharedSessionContract session) {

    /** Copies tables and entity names. */
    public PendingBulk {
        tables = Set.copyOf(tables);
        entityNames = Set.copyOf(entityNames);
    }

    /**
     * Whether it is known which tables are affected.
     *
     * @return false for a native statement that declares no query space; it may change any table
     */
    public boolean tablesKnown() {
        return !tables.isEmpty();
    }

    /** Kind, source and tables; never a parameter. */
    @Override
    public String toString() {
        return "PendingBulk[%s, tables=%s]".formatted(statement, tablesKnown() ? tables : "unknown");
    }
}
