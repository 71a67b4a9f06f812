/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.connection;

import dev.hibernateext.tenancy.catalog.Tenant;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Brings a pooled connection into the state of a tenant, and out of it again. One for each database product; safe for use by
 * many threads.
 */
public interface TenantConnectionState {

    /**
     * Brings a connection that comes from the pool into the state of a tenant.
     *
     * @param pooled as the pool gave it
     * @param tenant whom it is for
     * @return what the session gets: the connection itself or one around it
     * @throws SQLException if the database refuses; the connection is then taken out of the pool, since its state is not known
     */
    Connection enter(Connection pooled, Tenant tenant) throws SQLException;

    /**
     * Takes the state of the tenant off a connection before it returns to the pool.
     *
     * @param entered what {@link #enter} returned
     * @return the connection as the pool gave it, to be closed
     * @throws SQLException if the state is not what it should be; the connection is then taken out of the pool
     */
    Connection leave(Connection entered) throws SQLException;

    /**
     * Whether what is set for a tenant ends with each transaction, and is good on whatever connection to the server the next one
     * meets. Behind a pooler that changes connections between transactions, any other state stays on a connection that serves
     * another tenant next; such a factory does not start.
     *
     * @return false unless overridden
     */
    default boolean endsWithTransaction() {
        return false;
    }
}
