/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.SessionFactoryScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** Tenants in rows as Hibernate has them without the library, with one that stands in where none is named: for blades. */
final class PlainTenants {

    private PlainTenants() {}

    /** A factory on the same rows. */
    static SessionFactoryScope open(SessionFactoryScope scope, AtomicReference<String> current) {
        return scope.openAnother(settings -> {
            settings.remove(TenancySettings.CATALOG);
            settings.put("hibernate.cache.use_second_level_cache", "false");
            settings.put("hibernate.cache.use_query_cache", "false");
            settings.remove("hibernate.cache.region.factory_class");
            settings.put("hibernate.multi_tenant_connection_provider", new Connections(scope.dataSource()));
            settings.put("hibernate.tenant_identifier_resolver", new Current(current));
        });
    }

    private record Current(AtomicReference<String> tenant) implements CurrentTenantIdentifierResolver<Object> {

        @Override
        public Object resolveCurrentTenantIdentifier() {
            return tenant.get();
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    private static final class Connections implements MultiTenantConnectionProvider<Object> {

        private static final long serialVersionUID = 1L;

        private final transient DataSource source;

        Connections(DataSource source) {
            this.source = source;
        }

        @Override
        public Connection getAnyConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public Connection getConnection(Object tenant) throws SQLException {
            return source.getConnection();
        }

        @Override
        public void releaseConnection(Object tenant, Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
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
}
