/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.sql.Connection;
import java.sql.SQLException;

/** What JDBC offers, and what stays on the connection to the server. */
final class SchemaOfConnection implements TenantConnectionState {

    @Override
    public Connection enter(Connection pooled, Tenant tenant) throws SQLException {
        pooled.setSchema(tenant.key().value());
        return pooled;
    }

    @Override
    public Connection leave(Connection entered) {
        return entered;
    }
}
