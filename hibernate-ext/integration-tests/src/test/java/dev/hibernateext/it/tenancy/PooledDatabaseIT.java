/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.pooler.TransactionPooler;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pooler before the database of one tenant is found when its first connection is taken, before anything is said on it. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, contributors = TenantFleet.Settings.class)
class PooledDatabaseIT {

    private static final String UNPREPARED = "prepareThreshold=0";
    private static final int BACKENDS = 3;
    private static final long CONNECTING = 1;
    private static final long LOOKING = 2;
    private static final String PREPARED = "prepareThreshold=1";

    private final SessionFactoryScope home;
    private final TransactionPooler pooler;

    PooledDatabaseIT(SessionFactoryScope home) throws IOException {
        this.home = home;
        this.pooler = TransactionPooler.before(home.database(), BACKENDS);
    }

    @AfterEach
    void close() throws IOException {
        pooler.close();
    }

    /** The common database is reached without a pooler, the other one through it. */
    private static final class Databases implements TenantDatabases {

        private final DataSource common;
        private final DatabaseUnderTest pooled;
        private final List<TestDataSource> pools = new ArrayList<>();

        Databases(DataSource common, DatabaseUnderTest pooled) {
            this.common = common;
            this.pooled = pooled;
            renew();
        }

        /** As a pool that was idle for long is closed, and made anew when it is needed. */
        void renew() {
            pools.add(new TestDataSource(pooled));
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return placement.database().equals(MAIN) ? common : pools.get(pools.size() - 1);
        }

        @Override
        public DataSource shared() {
            return common;
        }

        @Override
        public void close() {
            for (var pool : pools) {
                try {
                    pool.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** A factory with a tenant in the common database and one behind the pooler. */
    private final class Fleet implements AutoCloseable {

        private final String near = tenant(id -> TenantPlacement.rows(TenantDatabases.MAIN));
        private final String far = tenant(TenantPlacement::database);
        private final Databases databases;
        private final SessionFactoryScope scope;

        Fleet(String parameters, Object... settings) {
            databases = new Databases(home.dataSource(), pooler.database(parameters));
            scope = home.openAnother(all -> {
                all.put(TenancySettings.DATABASES, databases);
                for (var i = 0; i < settings.length; i += 2) {
                    all.put(settings[i].toString(), settings[i + 1]);
                }
            });
        }

        private String tenant(Function<String, TenantPlacement> placement) {
            var id = "t" + UUID.randomUUID().toString().substring(0, 8);
            TenantFleet.of(home).catalog().add(Tenant.active(id, placement.apply(id)));
            return id;
        }

        void work(String tenant) {
            TenantFleet.of(scope).in(tenant, this::read);
        }

        private void read(Session session) {
            session.createSelectionQuery("from Crate", Crate.class).getResultList();
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    @Test
    void a1RefusesAStateOfTheConnection() {
        try (var fleet = new Fleet(UNPREPARED, TenancySettings.CONNECTION_STATE, new StateOfConnection())) {
            fleet.work(fleet.near);
            assertRefused(fleet, "StateOfConnection");
            assertThat(pooler.transactions()).isEqualTo(CONNECTING + LOOKING);
            assertRefused(fleet, "StateOfConnection");
            fleet.work(fleet.near);
        }
    }

    @Test
    void a7RefusesPreparedStatements() {
        try (var fleet = new Fleet(PREPARED)) {
            assertRefused(fleet, "prepareThreshold=0");
        }
    }

    /** The blade: nobody looks, and the tenant's statements run on a connection whose state stays for the next one. */
    @Test
    void a1LeavesAStateBehindWhereNobodyLooks() throws SQLException {
        try (var fleet = new Fleet(
                UNPREPARED,
                TenancySettings.CONNECTION_STATE,
                new StateOfConnection(),
                TenancySettings.POOLER,
                "session")) {
            fleet.work(fleet.far);

            assertThat(leftOnAllBackends()).contains(fleet.far);
        }
    }

    /** One transaction on each of them at the same time. */
    private List<@Nullable String> leftOnAllBackends() throws SQLException {
        var left = new ArrayList<@Nullable String>();
        try (var others = new TestDataSource(pooler.database(UNPREPARED))) {
            var held = new ArrayList<Connection>();
            for (var i = 0; i < BACKENDS; i++) {
                var connection = others.getConnection();
                connection.setAutoCommit(false);
                held.add(connection);
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("select current_setting('test.tenant', true)")) {
                    row.next();
                    left.add(row.getString(1));
                }
            }
            for (var connection : held) {
                connection.rollback();
                connection.close();
            }
        }
        return left;
    }

    @Test
    void looksAtEachPoolOnce() {
        try (var fleet = new Fleet(UNPREPARED)) {
            assertThat(transactions(fleet)).isEqualTo(CONNECTING + LOOKING + 1);
            assertThat(transactions(fleet)).isOne();
            fleet.databases.renew();
            assertThat(transactions(fleet)).isEqualTo(CONNECTING + LOOKING + 1);
            assertThat(transactions(fleet)).isOne();
        }
    }

    @Test
    void looksAtNothingWhereItIsTold() {
        for (var pooling : List.of("session", "transaction")) {
            try (var fleet = new Fleet(UNPREPARED, TenancySettings.POOLER, pooling)) {
                assertThat(transactions(fleet)).isEqualTo(CONNECTING + 1);
            }
        }
    }

    private long transactions(Fleet fleet) {
        var before = pooler.transactions();
        fleet.work(fleet.far);
        return pooler.transactions() - before;
    }

    private static void assertRefused(Fleet fleet, String reason) {
        assertThatThrownBy(() -> fleet.work(fleet.far))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining("the database " + fleet.far)
                        .hasMessageContaining(reason)
                        .hasMessageContaining(TenancySettings.POOLER));
    }

    private static final class StateOfConnection implements TenantConnectionState {

        @Override
        public Connection enter(Connection pooled, Tenant tenant) throws SQLException {
            try (var statement = pooled.createStatement()) {
                statement.execute("set test.tenant = '" + tenant.key().value() + "'");
            }
            return pooled;
        }

        @Override
        public Connection leave(Connection entered) {
            return entered;
        }
    }

    @Entity(name = "Crate")
    static class Crate {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;
    }
}
