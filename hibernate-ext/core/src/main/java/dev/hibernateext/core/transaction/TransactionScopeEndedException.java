/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;

/** A {@link TransactionScope} is used after the unit of work it was given to has ended. Nothing was done. */
public final class TransactionScopeEndedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private TransactionScopeEndedException(String message) {
        super("transaction.scope-ended", message, null);
    }

    static TransactionScopeEndedException afterWork() {
        return new TransactionScopeEndedException(
                "Cannot use a transaction scope: its unit of work has ended. Do not keep the scope; begin another unit of work.");
    }
}
