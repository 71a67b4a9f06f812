/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.AffinityStatus;
import dev.hibernateext.tenancy.affinity.ConnectionsBusyException;
import dev.hibernateext.tenancy.affinity.RetirementReason;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class AffineDatabasesIT {

    private static final AffinityLimits TWO = AffinityLimits.of(2).withWaitTime(Duration.ZERO);

    @Test
    void givesTenantsTheConnectionsThatServedThem(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(4))) {
            for (var tenant = 0; tenant < 12; tenant++) {
                var first = backend(databases, tenant);
                backend(databases, tenant + 1);
                assertThat(backend(databases, tenant)).isEqualTo(first);
            }
            var status = only(databases);
            assertThat(status.checkouts()).isEqualTo(36);
            assertThat(status.affine()).isEqualTo(36 - 13);
            assertThat(status.busy()).isZero();
            assertThat(status.open()).isBetween(2, 4);
            assertThat(status.retired()).isEmpty();
        }
    }

    @Test
    void closesConnectionsThatHaveServedAsManyTenantsAsTheyMay(SessionFactoryScope scope) throws SQLException {
        var limits = AffinityLimits.of(1).withTenantsPerConnection(3);
        try (var databases = open(scope, limits)) {
            var backends = new ArrayList<Integer>();
            for (var tenant = 0; tenant < 7; tenant++) {
                backends.add(backend(databases, tenant));
                assertThat(backend(databases, tenant)).isEqualTo(backends.get(tenant));
            }
            assertThat(new HashSet<>(backends)).hasSize(3);
            assertThat(backends.subList(0, 3)).containsOnly(backends.get(0));
            assertThat(backends.subList(3, 6)).containsOnly(backends.get(3));
            assertThat(only(databases).retired()).isEqualTo(Map.of(RetirementReason.TENANTS, 2L));
        }
    }

    @Test
    void refusesWhomNoConnectionIsLeftFor(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, TWO)) {
            try (var first = databases.connection(tenant(1));
                    var second = databases.connection(tenant(1))) {
                assertThat(first.unwrap(Connection.class)).isNotSameAs(second.unwrap(Connection.class));
                assertThatThrownBy(() -> databases.connection(tenant(2)))
                        .isInstanceOfSatisfying(ConnectionsBusyException.class, error -> {
                            assertThat(error.database()).isEqualTo(TenantDatabases.MAIN);
                            assertThat(error.code()).isEqualTo("tenancy.connections-busy");
                            assertThat(error.status()).isEqualTo(503);
                        })
                        .hasMessageContaining("All 2 connections")
                        .hasMessageContaining("AffinityLimits.connections");
            }
            assertThat(backend(databases, 2)).isPositive();
        }
    }

    /** A pool does this when it gets a connection back; these do not go back. */
    @Test
    void setsBackWhatABorrowerHasSet(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            var first = backend(databases, 1);
            try (var connection = databases.connection(tenant(1))) {
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setNetworkTimeout(Runnable::run, 60_000);
                connection.setSchema("information_schema");
                connection.commit();
            }
            try (var connection = databases.connection(tenant(1))) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                assertThat(connection.getNetworkTimeout()).isZero();
                assertThat(connection.getSchema()).isEqualTo("public");
                assertThat(backend(connection)).isEqualTo(first);
            }
        }
    }

    @Test
    void closesWhatCannotBeSetBack(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            var first = backend(databases, 1);
            try (var connection = databases.connection(tenant(1))) {
                connection.setClientInfo("ApplicationName", "borrower");
            }
            assertThat(backend(databases, 1)).isNotEqualTo(first);
            assertThat(only(databases).retired()).isEqualTo(Map.of(RetirementReason.BROKEN, 1L));
        }
    }

    @Test
    void rollsBackWhatIsNotCommitted(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            try (var connection = databases.connection(tenant(1))) {
                connection.setAutoCommit(false);
                execute(connection, "create table left_behind (id int)");
            }
            try (var connection = databases.connection(tenant(1));
                    var rows = connection.getMetaData().getTables(null, null, "left_behind", null)) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void refusesTheUseOfAConnectionThatWasClosed(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, TWO)) {
            var connection = databases.connection(tenant(1));
            connection.close();
            connection.close();
            assertThat(connection.isClosed()).isTrue();
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(connection::createStatement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("closed");
            assertThat(only(databases).busy()).isZero();
        }
    }

    @Test
    void replacesConnectionsThatBrokeWhileInUse(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            try (var connection = databases.connection(tenant(1))) {
                assertThatThrownBy(() -> execute(connection, "select pg_terminate_backend(pg_backend_pid())"))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(backend(databases, 1)).isPositive();
            assertThat(only(databases).retired()).isEqualTo(Map.of(RetirementReason.BROKEN, 1L));
        }
    }

    @Test
    void replacesConnectionsThatBrokeWhileNobodyUsedThem(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            var first = backend(databases, 1);
            try (var other = databases.shared().getConnection()) {
                execute(other, "select pg_terminate_backend(" + first + ")");
            }
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> assertThat(backend(databases, 1)).isNotEqualTo(first));
            assertThat(only(databases).retired()).containsOnlyKeys(RetirementReason.BROKEN);
        }
    }

    @Test
    void closesConnectionsNobodyUses(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(2).withIdleTime(Duration.ofMillis(200)))) {
            backend(databases, 1);
            assertThat(only(databases).open()).isEqualTo(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(only(databases).open()).isZero());
            assertThat(only(databases).retired()).isEqualTo(Map.of(RetirementReason.IDLE, 1L));
        }
    }

    @Test
    void closesConnectionsThatAreOld(SessionFactoryScope scope) throws SQLException {
        var limits = AffinityLimits.of(1).withIdleTime(Duration.ofMillis(500)).withLifetime(Duration.ofMillis(500));
        try (var databases = open(scope, limits)) {
            var first = backend(databases, 1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(backend(databases, 1)).isNotEqualTo(first));
            assertThat(only(databases).retired()).containsKey(RetirementReason.LIFETIME);
        }
    }

    /** "cached plan must not change result type" is what PostgreSQL says to a statement it has prepared for other columns. */
    @Test
    void preparesAnewWhatWasPreparedBeforeASchemaChanged(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            changeColumnUnderAPreparedStatement(databases, 1);
            databases.schemaChanged(new TenantKey(tenant(1).key().value()));
            assertThat(read(databases, 1)).isEqualTo("7");
            assertThat(only(databases).retired()).isEqualTo(Map.of(RetirementReason.SCHEMA_CHANGED, 1L));
        }
    }

    @Test
    void wouldMeetThePlanOfAnotherTableUnlessToldOfTheChange(SessionFactoryScope scope) throws SQLException {
        try (var databases = open(scope, AffinityLimits.of(1))) {
            changeColumnUnderAPreparedStatement(databases, 2);
            assertThatThrownBy(() -> read(databases, 2))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("cached plan must not change result type");
        }
    }

    @Test
    void leavesNoConnectionOpen(SessionFactoryScope scope) throws SQLException {
        var pool = pool(scope.database(), 3);
        var databases = new AffineDatabases(
                new TenantDatabasesOf(pool), AffinityLimits.of(2).withWaitTime(Duration.ZERO));
        var inUse = databases.connection(tenant(1));
        backend(databases, 2);
        databases.close();

        assertThat(only(databases).open()).isEqualTo(1);
        inUse.close();
        assertThat(only(databases).open()).isZero();
        assertThat(only(databases).retired()).isEqualTo(Map.of(RetirementReason.CLOSED, 2L));
        assertThatThrownBy(() -> databases.connection(tenant(1)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
        assertThat(pool.isClosed()).isTrue();
    }

    private static void changeColumnUnderAPreparedStatement(AffineDatabases databases, int tenant) throws SQLException {
        try (var other = databases.shared().getConnection()) {
            execute(other, "drop table if exists gauge" + tenant);
            execute(other, "create table gauge" + tenant + " (reading int)");
            execute(other, "insert into gauge" + tenant + " values (7)");
            for (var use = 0; use < 10; use++) {
                read(databases, tenant);
            }
            execute(other, "alter table gauge" + tenant + " alter column reading type text");
        }
    }

    /** In a transaction the driver cannot try again. */
    private static String read(AffineDatabases databases, int tenant) throws SQLException {
        try (var connection = databases.connection(tenant(tenant))) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("select reading from gauge" + tenant);
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static int backend(AffineDatabases databases, int tenant) throws SQLException {
        try (var connection = databases.connection(tenant(tenant))) {
            return backend(connection);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Tenant tenant(int number) {
        return Tenant.active("t" + number, TenantPlacement.schema(TenantDatabases.MAIN, "t" + number));
    }

    private static AffinityStatus only(AffineDatabases databases) {
        assertThat(databases.status()).hasSize(1);
        return databases.status().get(0);
    }

    private static AffineDatabases open(SessionFactoryScope scope, AffinityLimits limits) {
        return new AffineDatabases(new TenantDatabasesOf(pool(scope.database(), limits.connections() + 1)), limits);
    }

    static HikariDataSource pool(DatabaseUnderTest database, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** One pool, closed with the databases. */
    private record TenantDatabasesOf(HikariDataSource pool) implements TenantDatabases {

        @Override
        public HikariDataSource dataSource(TenantPlacement placement) {
            return pool;
        }

        @Override
        public HikariDataSource shared() {
            return pool;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    @Entity(name = "Ballast")
    static class Ballast {

        @Id
        long id;
    }
}
