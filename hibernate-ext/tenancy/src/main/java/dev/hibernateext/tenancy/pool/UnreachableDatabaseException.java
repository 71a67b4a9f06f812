/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database gave no connection: its pool could not be opened, is not open in time, or has none to give. It has SQLSTATE and
 * code of what was thrown, so that Hibernate and retries treat it the same; no text of that is repeated.
 */
public final class UnreachableDatabaseException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE of the standard: the client cannot establish the connection. */
    private static final String NOT_ESTABLISHED = "08001";

    private final DatabaseName database;

    private UnreachableDatabaseException(DatabaseName database, String message, SQLException like) {
        super(message, like.getSQLState(), like.getErrorCode());
        this.database = database;
    }

    static UnreachableDatabaseException notOpened(DatabaseName database, Throwable cause) {
        return caused(
                database,
                "The pool of the database '%s' could not be opened. The next call tries again; look at the cause and at the PoolFactory.",
                cause);
    }

    static UnreachableDatabaseException noConnection(DatabaseName database, SQLException cause) {
        return caused(
                database, "The pool of the database '%s' is open but gave no connection. Look at the cause.", cause);
    }

    static UnreachableDatabaseException late(DatabaseName database, PoolLimits limits) {
        var text =
                "The pool of the database '%s' is being opened and was not there within %d ms, the PoolLimits.waitTimeout. Raise it, or let the PoolFactory give up earlier."
                        .formatted(database, limits.waitTimeout().toMillis());
        return new UnreachableDatabaseException(database, text, new SQLException(text, NOT_ESTABLISHED));
    }

    private static UnreachableDatabaseException caused(DatabaseName database, String text, Throwable cause) {
        var like = sqlException(cause);
        var error = new UnreachableDatabaseException(
                database, text.formatted(database), like == null ? new SQLException() : like);
        error.initCause(cause);
        return error;
    }

    private static @Nullable SQLException sqlException(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    /**
     * Which one.
     *
     * @return the database
     */
    public DatabaseName database() {
        return database;
    }
}
