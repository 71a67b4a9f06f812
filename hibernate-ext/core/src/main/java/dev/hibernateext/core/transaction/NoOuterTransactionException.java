/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;

/** A unit of work with {@link Propagation#MANDATORY} runs where no transaction is in progress. Nothing was done. */
public final class NoOuterTransactionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private NoOuterTransactionException(String message) {
        super("transaction.no-outer", message, null);
    }

    static NoOuterTransactionException onThread() {
        return new NoOuterTransactionException(
                "Cannot join a transaction: none is in progress on thread '%s' for this session factory. Call the work within one, or use Propagation.REQUIRED."
                        .formatted(Thread.currentThread().getName()));
    }
}
