/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

/** How a transaction ended, as far as this side of the connection knows. */
public enum TransactionOutcome {

    /** The database has made the changes durable. */
    COMMITTED,

    /** Nothing of the transaction is in the database. */
    ROLLED_BACK,

    /** The connection was lost while the commit was on its way, and nobody could tell what became of it. */
    UNKNOWN
}
