/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The databases tenants live in. Called by many threads for each connection; a source is made at its first use and returned
 * again.
 */
public interface TenantDatabases extends AutoCloseable {

    /** The name of the database of a persistence unit that has one. */
    String MAIN = "main";

    /**
     * The connections of one database.
     *
     * @param placement region and database
     * @return where to take connections from
     * @throws UnknownDatabaseException if there is no such database
     */
    DataSource dataSource(TenantPlacement placement);

    /**
     * Takes a connection for a tenant from its database. Pools that know tenants override it: to limit what each takes, or to
     * give it a connection that served it before.
     *
     * @param tenant whom it is for
     * @return as the pool gives it; whoever gets it closes it
     * @throws SQLException if the pool has none, or cannot connect
     * @throws UnknownDatabaseException if there is no such database
     */
    default Connection connection(Tenant tenant) throws SQLException {
        return dataSource(tenant.placement()).getConnection();
    }

    /**
     * The database with what no tenant owns: shared tables, and what Hibernate looks at when a factory starts.
     *
     * @return where to take connections from
     */
    DataSource shared();

    /**
     * The shared database for work that sees the rows of all tenants. Below row-level security it needs connections of a role that
     * no policy holds, which nothing else may have.
     *
     * @return where to take connections from; what {@link #shared} answers unless overridden
     */
    default DataSource administration() {
        return shared();
    }

    /**
     * One database for work that sees the rows of all tenants in it. Below row-level security it needs connections of a role that
     * no policy holds.
     *
     * @param placement region and database
     * @return where to take connections from; unless overridden {@link #administration()} for the shared database, and for others
     *     what {@link #dataSource} answers
     * @throws UnknownDatabaseException if there is no such database
     */
    default DataSource administration(TenantPlacement placement) {
        var own = dataSource(placement);
        return own == shared() ? administration() : own;
    }

    /**
     * Forgets the connections to a database that was dropped or moved, or has another password. Pools that are opened when needed
     * override it.
     *
     * @param placement region and database; nothing happens if they have no connections
     */
    default void evict(TenantPlacement placement) {}

    /**
     * What these databases, and those within, are doing. Whoever stands before databases puts its own in front.
     *
     * @return each of one moment, for {@link TenancyStatus}; empty unless overridden
     */
    default List<DatabasesStatus> statuses() {
        return List.of();
    }

    /** Closes what was made here. Called when the session factory's service registry is destroyed. */
    @Override
    void close();

    /**
     * One database for everybody, which stays open.
     *
     * @param name the database of {@link TenantPlacement#database}
     * @param dataSource its connections
     * @return the databases
     */
    static TenantDatabases single(String name, DataSource dataSource) {
        return new SingleDatabase(name, dataSource);
    }
}
