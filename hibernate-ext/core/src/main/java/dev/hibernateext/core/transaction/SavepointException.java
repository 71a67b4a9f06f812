/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;
import org.jspecify.annotations.Nullable;

/** A nested part or a trial cannot run, because the transaction has no savepoints. Nothing of it was done. */
public final class SavepointException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private SavepointException(String message, @Nullable Throwable cause) {
        super("transaction.no-savepoint", message, cause);
    }

    static SavepointException withinJta() {
        return new SavepointException(
                "Cannot nest within a JTA transaction: JTA has no savepoints. Use Propagation.REQUIRES_NEW for the part that may fail.",
                null);
    }

    static SavepointException notSupported(Throwable cause) {
        return new SavepointException(
                "Cannot nest within a transaction: the JDBC driver has no savepoints. Use Propagation.REQUIRES_NEW for the part that may fail.",
                cause);
    }
}
