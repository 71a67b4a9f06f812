/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.catalog.DatabaseName;

/** A connection was asked for after {@link DatabasePools#close}. Code: {@code tenancy.pools-closed}, status 503. */
public final class PoolsClosedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private PoolsClosedException(String message) {
        super("tenancy.pools-closed", message, null);
    }

    static PoolsClosedException of(DatabaseName database) {
        return new PoolsClosedException(
                "The database '%s' has no pool: DatabasePools was closed, which the session factory does when it is closed. Open others."
                        .formatted(database));
    }

    @Override
    public int status() {
        return 503;
    }
}
