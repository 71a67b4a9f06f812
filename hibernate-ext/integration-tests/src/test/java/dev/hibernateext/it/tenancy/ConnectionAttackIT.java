/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failure modes A of the connections: a pool with one connection gives each tenant its own schema. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = TenantFleet.Settings.class)
class ConnectionAttackIT {

    private static final TenantPermission SUPPORT = new TenantPermission(new Actor("support"), "test");
    private static final String COUNT = "select count(*) from Coin";

    /** One factory whose tenants share one physical connection. */
    private record Pooled(HikariDataSource pool, SessionFactoryScope scope, TenantFleet fleet)
            implements AutoCloseable {

        static Pooled of(SessionFactoryScope scope, Consumer<Map<String, Object>> changes) {
            var pool = pool(scope.database());
            var other = scope.openAnother(settings -> {
                settings.put(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, pool));
                changes.accept(settings);
            });
            return new Pooled(pool, other, TenantFleet.of(other));
        }

        private static HikariDataSource pool(DatabaseUnderTest database) {
            var config = new HikariConfig();
            config.setJdbcUrl(database.url());
            config.setUsername(database.user());
            config.setPassword(database.password());
            config.setMaximumPoolSize(1);
            return new HikariDataSource(config);
        }

        @Override
        public void close() {
            scope.close();
            pool.close();
        }
    }

    @Test
    void a1GivesEachTenantItsSchemaOnOneConnection(SessionFactoryScope scope) {
        try (var pooled = Pooled.of(scope, settings -> {})) {
            var tenants = withCoins(pooled);
            for (var round = 0; round < 10; round++) {
                for (var tenant : tenants) {
                    assertThat(textsByNativeSql(pooled, tenant)).containsExactly(tenant);
                }
            }
        }
    }

    /** The blade: a state that is never entered. */
    @Test
    void a1LeaksWhereStateIsNotSet(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inSchema(), fleet.inSchema());
        try (var pooled = Pooled.of(scope, settings -> settings.put(TenancySettings.CONNECTION_STATE, new NoState()))) {
            pooled.fleet().in(tenants.get(0), session -> session.persist(new Coin(1, tenants.get(0))));

            assertThat(textsByNativeSql(pooled, tenants.get(1))).containsExactly(tenants.get(0));
        }
    }

    @Test
    void a2GivesConnectionsBackAsTheyCame(SessionFactoryScope scope) throws SQLException {
        try (var pooled = Pooled.of(scope, settings -> {})) {
            var home = schemaOf(pooled);
            withCoins(pooled);

            assertThat(schemaOf(pooled)).isEqualTo(home);
        }
    }

    /** The blade: a state that is never left. A pool that heals itself cannot be the test, so the connection is looked at. */
    @Test
    void a2LeaksWhereStateIsNotLeft(SessionFactoryScope scope) throws SQLException {
        var tenant = TenantFleet.of(scope).inSchema();
        var state = new NeverLeft(scope.database().kind());
        var source = new OtherDatabase(scope.database(), scope.database().url());
        try (var connection = source.getConnection();
                var other = scope.openAnother(settings -> {
                    settings.put(TenancySettings.CONNECTION_STATE, state);
                    settings.put(
                            TenancySettings.DATABASES,
                            TenantDatabases.single(TenantDatabases.MAIN, new Unclosed(connection).dataSource()));
                })) {
            var home = state.schema(connection);
            TenantFleet.of(other).in(tenant, session -> session.persist(new Coin(1, tenant)));

            assertThat(state.schema(connection)).isEqualTo(tenant).isNotEqualTo(home);
        }
    }

    /**
     * There is nothing to switch off: PostgreSQL 18 reports that the search path has changed, and the driver forgets its plans; on
     * older ones the mark of the schema in each statement does, which {@code SchemaConnectionsIT} looks at.
     */
    @Test
    void a7ReadsTenantsWithOtherColumnsByTheSameStatement(SessionFactoryScope scope) {
        try (var pooled = Pooled.of(scope, settings -> {})) {
            var tenants = withCoins(pooled);
            pooled.fleet().in(tenants.get(1), ConnectionAttackIT::reorderColumns);
            for (var round = 0; round < 10; round++) {
                for (var tenant : tenants) {
                    assertThat(pooled.fleet().<String>from(tenant, session -> session.find(Coin.class, 1L).text))
                            .isEqualTo(tenant);
                }
            }
        }
    }

    private static void reorderColumns(Session session) {
        for (var statement : List.of(
                "alter table Coin add column spare varchar(20)",
                "update Coin set spare = text",
                "alter table Coin drop column text",
                "alter table Coin add column text varchar(400)",
                "update Coin set text = spare")) {
            session.createNativeMutationQuery(statement).executeUpdate();
        }
    }

    /** There is nothing to switch off: the session, the state and the pool each end the transaction. */
    @Test
    void a8GivesNobodyAnAbortedTransaction(SessionFactoryScope scope) {
        try (var pooled = Pooled.of(scope, settings -> {})) {
            var tenants = withCoins(pooled);
            try (var tenant = Tenants.open(tenants.get(0));
                    var session = pooled.scope().openSession()) {
                session.beginTransaction();
                assertThatThrownBy(() -> session.createNativeQuery("select * from nowhere", String.class)
                                .getResultList())
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(textsByNativeSql(pooled, tenants.get(1))).containsExactly(tenants.get(1));
        }
    }

    /** There is nothing to switch off: Hibernate refuses children of other tenants by itself, and the scope does once more. */
    @Test
    void a13RefusesChildrenOnTheConnectionOfAnotherTenant(SessionFactoryScope scope) {
        try (var pooled = Pooled.of(scope, settings -> settings.put(TenancySettings.AUDIT, new RecordedAudit()))) {
            var tenants = withCoins(pooled);
            pooled.fleet().in(tenants.get(0), session -> {
                assertThatThrownBy(() -> child(session, tenants.get(1))).isInstanceOf(RuntimeException.class);
                try (var other = Tenants.override(SUPPORT, new TenantKey(tenants.get(1)))) {
                    assertThatThrownBy(() -> child(session, tenants.get(1))).isInstanceOf(RuntimeException.class);
                }
            });
        }
    }

    private static long child(Session parent, Object tenant) {
        try (var child = parent.sessionWithOptions()
                .connection()
                .tenantIdentifier(tenant)
                .openSession()) {
            return child.createSelectionQuery(COUNT, Long.class).getSingleResult();
        }
    }

    /** There is nothing to switch off: after each transaction the session takes a connection and its state anew. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a16KeepsTheSchemaWhenThePoolChecksTheConnection(boolean committed, SessionFactoryScope scope) {
        try (var pooled = Pooled.of(scope, settings -> {})) {
            var tenants = withCoins(pooled);
            pooled.fleet().in(tenants.get(0), session -> {
                session.doWork(connection -> assertThat(connection.isValid(1)).isTrue());
                if (committed) {
                    session.getTransaction().commit();
                    session.beginTransaction();
                }
                assertThat(session.createNativeQuery("select text from Coin", String.class)
                                .getResultList())
                        .containsExactly(tenants.get(0));
            });
        }
    }

    private static List<String> withCoins(Pooled pooled) {
        var tenants = List.of(pooled.fleet().inSchema(), pooled.fleet().inSchema());
        tenants.forEach(tenant -> pooled.fleet().in(tenant, session -> session.persist(new Coin(1, tenant))));
        return tenants;
    }

    private static List<String> textsByNativeSql(Pooled pooled, String tenant) {
        return pooled.fleet()
                .from(
                        tenant,
                        session -> session.createNativeQuery("select text from Coin", String.class)
                                .getResultList());
    }

    private static String schemaOf(Pooled pooled) throws SQLException {
        try (var connection = pooled.pool().getConnection()) {
            return connection.getCatalog() + '.' + connection.getSchema();
        }
    }

    private static final class NoState implements TenantConnectionState {

        @Override
        public Connection enter(Connection pooled, Tenant tenant) {
            return pooled;
        }

        @Override
        public Connection leave(Connection entered) {
            return entered;
        }
    }

    /** A pool of one connection that does not look at what comes back. */
    private record Unclosed(Connection connection) {

        DataSource dataSource() {
            return proxy(DataSource.class, (method, arguments) -> open());
        }

        private Connection open() {
            return proxy(
                    Connection.class,
                    (method, arguments) ->
                            method.getName().equals("close") ? null : method.invoke(connection, arguments));
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == arguments[0];
                        default -> call.of(method, arguments);
                    }));
        }

        private interface Call {
            @Nullable
            Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
        }
    }

    private record NeverLeft(DatabaseKind kind) implements TenantConnectionState {

        @Override
        public Connection enter(Connection pooled, Tenant tenant) throws SQLException {
            var schema = ((TenantPlacement.Schema) tenant.placement()).schema();
            if (kind == DatabaseKind.MARIADB) {
                pooled.setCatalog(schema);
            } else {
                pooled.setSchema(schema);
            }
            return pooled;
        }

        @Override
        public Connection leave(Connection entered) {
            return entered;
        }

        String schema(Connection connection) throws SQLException {
            return kind == DatabaseKind.MARIADB ? connection.getCatalog() : connection.getSchema();
        }
    }

    @Entity(name = "Coin")
    static class Coin {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Coin() {}

        Coin(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
