/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.HibernateExtException;
import java.util.List;

/** Pools of tenants' databases could not be closed. The others were. */
public final class DatabaseCloseException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private DatabaseCloseException(String message, Throwable cause) {
        super("tenancy.close-failed", message, cause);
    }

    /**
     * For implementations of {@link TenantDatabases}.
     *
     * @param failures what pools failed with, at least one
     * @return the error
     */
    public static DatabaseCloseException of(List<? extends Throwable> failures) {
        var error = new DatabaseCloseException(
                "%d pools could not be closed; all others were. Look at the cause and the suppressed errors."
                        .formatted(failures.size()),
                failures.get(0));
        failures.stream().skip(1).forEach(error::addSuppressed);
        return error;
    }
}
