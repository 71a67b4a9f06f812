/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work returned as if all were well, but its transaction was rolled back, because something within failed and the
 * failure was caught. The cause is that failure, where it is known.
 */
public final class UnexpectedRollbackException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private UnexpectedRollbackException(String message, @Nullable Throwable cause) {
        super("transaction.unexpected-rollback", message, cause);
    }

    static UnexpectedRollbackException after(@Nullable Throwable failure) {
        return new UnexpectedRollbackException(
                "The transaction was rolled back although its work returned: %s within it. Let the failure reach the caller, or run the part that may fail as nested."
                        .formatted(
                                failure == null
                                        ? "the session had a failure"
                                        : "a unit of work failed with "
                                                + failure.getClass().getName()),
                failure);
    }
}
