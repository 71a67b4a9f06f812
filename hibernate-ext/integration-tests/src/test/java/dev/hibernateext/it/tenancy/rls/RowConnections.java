/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** All tenants in the tables of one database, those of Envers too, which routing refuses where nothing protects them. */
final class RowConnections implements MultiTenantConnectionProvider<Object> {

    private static final long serialVersionUID = 1L;

    private final transient DataSource pool;
    private final transient TenantConnectionState state;

    RowConnections(DataSource pool, TenantConnectionState state) {
        this.pool = pool;
        this.state = state;
    }

    @Override
    public Connection getAnyConnection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public Connection getConnection(Object tenant) throws SQLException {
        return state.enter(pool.getConnection(), Tenant.active(tenant.toString(), TenantPlacement.rows("main")));
    }

    @Override
    public void releaseConnection(Object tenant, Connection connection) throws SQLException {
        state.leave(connection).close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return true;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException(type.getName());
    }
}
