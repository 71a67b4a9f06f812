/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Databases around others, which answer whatever is not overridden. To extend for what stands before pools: it passes on what
 * later versions ask for, too.
 */
public abstract class ForwardingDatabases implements TenantDatabases {

    private final TenantDatabases databases;

    /**
     * Around databases.
     *
     * @param databases closed with this
     */
    protected ForwardingDatabases(TenantDatabases databases) {
        this.databases = databases;
    }

    /**
     * The databases within.
     *
     * @return what was given
     */
    protected final TenantDatabases databases() {
        return databases;
    }

    @Override
    public DataSource dataSource(TenantPlacement placement) {
        return databases.dataSource(placement);
    }

    @Override
    public Connection connection(Tenant tenant) throws SQLException {
        return databases.connection(tenant);
    }

    @Override
    public DataSource shared() {
        return databases.shared();
    }

    @Override
    public DataSource administration() {
        return databases.administration();
    }

    @Override
    public DataSource administration(TenantPlacement placement) {
        return databases.administration(placement);
    }

    @Override
    public void evict(TenantPlacement placement) {
        databases.evict(placement);
    }

    /**
     * The status of the databases within; {@link #statusesWith} puts own ones in front.
     *
     * @return of the databases within
     */
    @Override
    public List<DatabasesStatus> statuses() {
        return databases.statuses();
    }

    /**
     * Own statuses, and those of the databases within.
     *
     * @param own what stands here
     * @return for {@link #statuses}
     */
    protected final List<DatabasesStatus> statusesWith(Collection<? extends DatabasesStatus> own) {
        return Stream.concat(own.stream(), databases.statuses().stream()).toList();
    }

    /** Closes the databases within. */
    @Override
    public void close() {
        databases.close();
    }
}
