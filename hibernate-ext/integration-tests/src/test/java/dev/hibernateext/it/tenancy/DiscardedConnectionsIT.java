/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A connection whose state is not known is never handed out again, not to the next borrower of a pool of one either. */
@HibernateExtTest(databases = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class DiscardedConnectionsIT {

    @Test
    void takesConnectionsOutOfThePoolThatCannotBeLeft(SessionFactoryScope scope) {
        var state = new FailingState();
        try (var pool = pool(scope);
                var other = scope.openAnother(settings -> {
                    settings.put(
                            TenancySettings.CATALOG,
                            InMemoryTenantCatalog.of(
                                    Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN))));
                    settings.put(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, pool));
                    settings.put(TenancySettings.CONNECTION_STATE, state);
                })) {
            var first = physicalOf(other);
            state.failing = true;
            assertThatThrownBy(() -> physicalOf(other)).hasStackTraceContaining("left behind");
            state.failing = false;

            assertThat(physicalOf(other)).isNotEqualTo(first);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    private static HikariDataSource pool(SessionFactoryScope scope) {
        var config = new HikariConfig();
        config.setJdbcUrl(scope.database().url());
        config.setUsername(scope.database().user());
        config.setPassword(scope.database().password());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static long physicalOf(SessionFactoryScope scope) {
        var sql =
                scope.database().kind() == DatabaseKind.MARIADB ? "select connection_id()" : "select pg_backend_pid()";
        try (var tenant = Tenants.open("acme")) {
            return scope.fromTransaction(
                    session -> session.createNativeQuery(sql, Long.class).getSingleResult());
        }
    }

    private static final class FailingState implements TenantConnectionState {

        private volatile boolean failing;

        @Override
        public Connection enter(Connection pooled, Tenant tenant) {
            return pooled;
        }

        @Override
        public Connection leave(Connection entered) throws SQLException {
            if (failing) {
                throw new SQLException("Something was left behind");
            }
            return entered;
        }
    }

    @Entity(name = "Slip")
    static class Slip extends TenantEntity {

        @Id
        long id;
    }
}
