/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.TenantPlacement;
import javax.sql.DataSource;

record SingleDatabase(String name, DataSource dataSource) implements TenantDatabases {

    @Override
    public DataSource dataSource(TenantPlacement placement) {
        if (!placement.database().equals(name)) {
            throw UnknownDatabaseException.of(placement);
        }
        return dataSource;
    }

    @Override
    public DataSource shared() {
        return dataSource;
    }

    @Override
    public void close() {
        // Whoever made the data source closes it.
    }
}
