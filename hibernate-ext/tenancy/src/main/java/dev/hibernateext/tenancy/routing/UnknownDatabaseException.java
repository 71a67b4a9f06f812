/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.catalog.TenantPlacement;

/** A tenant is placed in a database nobody has connections to. */
public final class UnknownDatabaseException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private UnknownDatabaseException(String message) {
        super("tenancy.unknown-database", message, null);
    }

    /**
     * For implementations of {@link TenantDatabases}.
     *
     * @param placement what was asked for
     * @return the error
     */
    public static UnknownDatabaseException of(TenantPlacement placement) {
        return new UnknownDatabaseException(
                "There is no database '%s' in region '%s'. Add it to the TenantDatabases, or correct the tenant's placement."
                        .formatted(placement.database(), placement.region()));
    }
}
