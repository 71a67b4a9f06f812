/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

/** What becomes of statements that change recorded rows without loading them. */
public enum StatementPolicy {
    /** Each row gets its entry. */
    RECORD,
    /** The statement fails before it writes anything. */
    REFUSE,
    /** The rows have no entry: their history ends with a state they no longer have. */
    IGNORE
}
