/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first connection of each pool of a tenant's database, before a tenant's statement runs on it. A pool that was made anew
 * is looked at again. Safe for use by many threads.
 */
final class PooledDatabases {

    private final TenantDatabases databases;
    private final @Nullable DataSource shared;

    /** The pools in which all is well; one for each database, whose pool may go. */
    private final Map<DatabaseName, WeakReference<DataSource>> fit = new ConcurrentHashMap<>();

    /** With the shared pool, if it has been looked at. */
    PooledDatabases(TenantDatabases databases, @Nullable DataSource shared) {
        this.databases = databases;
        this.shared = shared;
    }

    /**
     * Looks at a connection, if it is the first of its pool.
     *
     * @throws TenancyConfigurationException if tenants would not be kept apart
     * @throws SQLException if the server does not answer
     */
    void requireFit(Connection pooled, Tenant tenant, TenantConnectionState state) throws SQLException {
        var pool = databases.dataSource(tenant.placement());
        if (pool == shared) {
            return;
        }
        var place = DatabaseName.of(tenant.placement());
        var known = fit.get(place);
        if (known == null || known.get() != pool) {
            PoolerCheck.requireOn(pooled, state, place.database());
            fit.put(place, new WeakReference<>(pool));
        }
    }
}
