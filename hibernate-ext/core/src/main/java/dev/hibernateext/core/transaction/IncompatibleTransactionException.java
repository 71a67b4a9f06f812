/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;

/**
 * A unit of work asks for more isolation than the transaction it would join has, may write where that one only reads, or asks for
 * isolation or reading only in a session that was given. Nothing was done.
 */
public final class IncompatibleTransactionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final Isolation required;

    private IncompatibleTransactionException(Isolation required, String message) {
        super("transaction.incompatible", message, null);
        this.required = required;
    }

    static IncompatibleTransactionException tooLittleIsolation(Isolation required, int actualLevel) {
        return new IncompatibleTransactionException(
                required,
                "Cannot join a transaction: the work needs isolation %s, the transaction in progress has JDBC level %d. Begin the outer one with %s, or use Propagation.REQUIRES_NEW."
                        .formatted(required, actualLevel, required));
    }

    static IncompatibleTransactionException outerOnlyReads(Isolation required) {
        return new IncompatibleTransactionException(
                required,
                "Cannot join a transaction that only reads: changes of entities would be dropped. Say withReadOnly(true) if the work only reads, or use Propagation.REQUIRES_NEW.");
    }

    static IncompatibleTransactionException givenSession(Isolation required) {
        return new IncompatibleTransactionException(
                required,
                "Cannot begin a transaction with isolation %s or read-only on a session that was given: its connection could not be given back as it came. Use Transactions.of(SessionFactory)."
                        .formatted(required));
    }

    /**
     * The isolation that was asked for.
     *
     * @return what the policy says
     */
    public Isolation required() {
        return required;
    }
}
