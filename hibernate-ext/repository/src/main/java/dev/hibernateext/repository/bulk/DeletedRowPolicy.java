/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

/** What an upsert does where a soft-deleted row has the key. */
public enum DeletedRowPolicy {
    /** The row is refused. */
    FAIL,
    /** The deleted row is restored, with what was deleted with it, and updated. */
    REVIVE,
    /**
     * Deleted rows are not looked for: a new row is inserted beside them. The database refuses that unless the key is one among
     * rows that are not deleted.
     */
    INSERT
}
