/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import javax.sql.DataSource;

/** Opens the pools. Called on threads of {@link DatabasePools}, for several databases at once, for one by one thread at a time. */
@FunctionalInterface
public interface PoolFactory {

    /**
     * Opens the pool of a database. While it takes its time, those who wait for it give up after {@link
     * PoolLimits#waitTimeout}; what it opens is used later.
     *
     * @param database which
     * @return a new pool; closed in the end if it is {@link AutoCloseable}
     * @throws dev.hibernateext.tenancy.routing.UnknownDatabaseException if there is no such database
     * @throws Exception if it cannot be opened; the next connection asked for tries again
     */
    DataSource open(DatabaseName database) throws Exception;
}
