/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;

/**
 * The connection was lost while a commit was on its way, and the database says that the commit did not happen. Nothing of the
 * transaction is in the database, so the work may be done again.
 */
public final class CommitLostException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private CommitLostException(String message, Throwable cause) {
        super("transaction.commit-lost", message, cause);
    }

    static CommitLostException during(Throwable failure) {
        return new CommitLostException(
                "The connection was lost before the commit took effect; the database has rolled the transaction back. Do the work again, or allow retries after RetryableFailure.CONNECTION_LOST.",
                failure);
    }

    /** 503 (Service Unavailable, RFC 9110 section 15.6.4): the same request may succeed later. */
    @Override
    public int status() {
        return 503;
    }
}
