/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;

/**
 * The connection was lost while a commit was on its way. The transaction may be committed or rolled back, as a whole in either
 * case. Neither commit nor rollback callbacks were called. It is never retried, for the work might happen twice.
 */
public final class TransactionOutcomeUnknownException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private TransactionOutcomeUnknownException(String message, Throwable cause) {
        super("transaction.outcome-unknown", message, cause);
    }

    static TransactionOutcomeUnknownException during(Throwable failure, boolean asked) {
        return new TransactionOutcomeUnknownException(
                "The connection was lost during the commit, so the outcome is unknown%s. Look whether the changes are in the database before doing the work again%s."
                        .formatted(
                                asked ? ", and the database gave no answer in time" : "",
                                asked
                                        ? "; wait longer for the database with a larger outcomeWait"
                                        : "; on PostgreSQL, TransactionPolicy.withOutcomeWait lets the library ask"),
                failure);
    }
}
