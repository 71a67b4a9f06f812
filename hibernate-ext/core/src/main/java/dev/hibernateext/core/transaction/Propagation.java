/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

/** What a unit of work does about a transaction that is already in progress. */
public enum Propagation {

    /** Joins the outer transaction, or begins one where there is none. */
    REQUIRED,

    /** Always begins a transaction of its own, in a new session on a second connection; the outer one waits. */
    REQUIRES_NEW,

    /** Runs within a savepoint of the outer transaction, or begins a transaction where there is none. */
    NESTED,

    /** Joins the outer transaction, and fails with {@link NoOuterTransactionException} where there is none. */
    MANDATORY
}
