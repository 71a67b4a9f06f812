/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A driver's exception without its text: the name of its type, SQLSTATE, vendor code and stack trace. */
public final class RedactedSqlException extends SQLException {

    private static final long serialVersionUID = 1L;

    private RedactedSqlException(SQLException original, @Nullable RedactedSqlException cause) {
        super(
                "%s (text withheld), SQLSTATE %s, vendor code %d"
                        .formatted(original.getClass().getName(), original.getSQLState(), original.getErrorCode()),
                original.getSQLState(),
                original.getErrorCode(),
                cause);
        setStackTrace(original.getStackTrace());
    }

    /**
     * Copies an exception and what led to it.
     *
     * @param original the driver's exception; its text is read by nobody any more
     * @return the copy, whose causes are the further exceptions and the SQL causes of the original, redacted too
     */
    public static RedactedSqlException of(SQLException original) {
        return new RedactedSqlException(original, inner(original));
    }

    private static @Nullable RedactedSqlException inner(SQLException original) {
        if (original.getNextException() != null) {
            return of(original.getNextException());
        }
        return original.getCause() instanceof SQLException cause && cause != original ? of(cause) : null;
    }
}
