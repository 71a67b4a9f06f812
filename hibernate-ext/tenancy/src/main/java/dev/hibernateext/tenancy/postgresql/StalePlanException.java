/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import dev.hibernateext.core.HibernateExtException;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;

/**
 * A table changed while a connection had a statement prepared for its columns before, and a transaction met that statement
 * after it had done something else. PostgreSQL has failed the transaction, so nothing of it is kept. Run again, it succeeds.
 *
 * <p>The cause of an {@link SQLTransactionRollbackException} with SQLSTATE 40001, which those who retry transactions know.
 * The first statement of a transaction is prepared anew instead, without an error.
 */
public final class StalePlanException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE of the standard: serialization failure, for which applications retry. */
    private static final String RETRY = "40001";

    private static final String MESSAGE =
            "A table has changed since one of the transaction's statements was prepared, and PostgreSQL has failed the transaction."
                    + " Nothing of it is kept. Run it again: the statement is prepared anew.";

    private StalePlanException(SQLException failure) {
        super("tenancy.stale-plan", MESSAGE, failure);
    }

    static SQLException behind(SQLException failure) {
        var cause = new StalePlanException(failure);
        return new SQLTransactionRollbackException(cause.getMessage(), RETRY, cause);
    }

    @Override
    public int status() {
        return 503;
    }
}
