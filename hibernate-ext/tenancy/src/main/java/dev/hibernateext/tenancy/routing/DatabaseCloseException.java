/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.HibernateExtException;

/** Pools of tenants' databases could not be closed. The others were. */
public final class DatabaseCloseException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private DatabaseCloseException(String message, Throwable cause) {
        super("tenancy.close-failed", message, cause);
    }

    static DatabaseCloseException of(int failures, Throwable first) {
        return new DatabaseCloseException(
                "%d pools could not be closed; all others were. Look at the cause and the suppressed errors."
                        .formatted(failures),
                first);
    }
}
