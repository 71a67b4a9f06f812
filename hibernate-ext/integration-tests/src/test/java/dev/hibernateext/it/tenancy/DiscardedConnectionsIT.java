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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    /** Not even where it can neither be rolled back nor aborted. */
    @Test
    void leavesNoConnectionBorrowedThatCannotBeLeft(SessionFactoryScope scope) {
        var broken = new AtomicBoolean();
        try (var pool = pool(scope);
                var other = scope.openAnother(settings -> {
                    settings.put(
                            TenancySettings.CATALOG,
                            InMemoryTenantCatalog.of(
                                    Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN))));
                    settings.put(TenancySettings.DATABASES, new Breaking(pool, broken));
                })) {
            assertThatThrownBy(() -> Tenants.run(
                            "acme",
                            () -> other.inTransaction(session -> {
                                session.persist(new Slip());
                                session.flush();
                                broken.set(true);
                                throw new UnsupportedOperationException("work");
                            })))
                    .isNotNull();

            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    /** A pool whose connections can be told to neither roll back nor abort. */
    private record Breaking(DataSource pool, AtomicBoolean broken) implements TenantDatabases {

        @Override
        public Connection connection(Tenant tenant) throws SQLException {
            var connection = pool.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Breaking.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) -> call(connection, method, arguments));
        }

        private @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (broken.get() && Set.of("rollback", "abort").contains(method.getName())) {
                throw new SQLException("The server cannot");
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return pool;
        }

        @Override
        public DataSource shared() {
            return pool;
        }

        @Override
        public void close() {}
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
