/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.pooler.TransactionPooler;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pooler that gives each transaction another connection mixes no tenants up, and a state that would is refused. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, contributors = TenantFleet.Settings.class)
class PoolerAttackIT {

    private static final int THREADS = 4;
    private static final int TRANSACTIONS = 500;
    private static final int BACKENDS = 5;
    private static final int CONNECTIONS = 6;
    private static final String TEXTS = "select text from Ticket";
    private static final String UNPREPARED = "prepareThreshold=0";

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);

    /** A factory whose connections come through a pooler. */
    private record Pooled(TransactionPooler pooler, HikariDataSource pool, SessionFactoryScope scope)
            implements AutoCloseable {

        static Pooled of(SessionFactoryScope home, String parameters, Object... settings) throws IOException {
            var pooler = TransactionPooler.before(home.database(), BACKENDS);
            var pool = pool(pooler, parameters);
            try {
                return new Pooled(pooler, pool, home.openAnother(all -> {
                    all.put(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, pool));
                    for (var i = 0; i < settings.length; i += 2) {
                        all.put(settings[i].toString(), settings[i + 1]);
                    }
                }));
            } catch (RuntimeException e) {
                pool.close();
                pooler.close();
                throw e;
            }
        }

        private static HikariDataSource pool(TransactionPooler pooler, String parameters) {
            var database = pooler.database(parameters);
            var config = new HikariConfig();
            config.setJdbcUrl(database.url());
            config.setUsername(database.user());
            config.setPassword(database.password());
            config.setMaximumPoolSize(CONNECTIONS);
            config.setMinimumIdle(CONNECTIONS);
            return new HikariDataSource(config);
        }

        @Override
        public void close() throws IOException {
            scope.close();
            pool.close();
            pooler.close();
        }
    }

    enum Strategy {
        ROWS,
        SCHEMAS,
        HYBRID;

        List<String> tenants(TenantFleet fleet) {
            return switch (this) {
                case ROWS -> List.of(fleet.inRows(), fleet.inRows(), fleet.inRows());
                case SCHEMAS -> List.of(fleet.inSchema(), fleet.inSchema(), fleet.inSchema());
                case HYBRID -> List.of(fleet.inRows(), fleet.inSchema(), fleet.inSchema());
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void a1MixesNoTenantsUpBehindAPooler(Strategy strategy, SessionFactoryScope scope) throws IOException {
        try (var pooled = Pooled.of(scope, UNPREPARED)) {
            var tenants = strategy.tenants(TenantFleet.of(pooled.scope()));

            assertThat(work(pooled, tenants)).as("seed %d", seed).isEmpty();
            assertThat(pooled.pooler().changes()).isGreaterThan(TRANSACTIONS / 2);
        }
    }

    /** The blade: a state of the connection, which the settings say no pooler is there to mix up. */
    @Test
    void a1LeaksWithAStateOfTheConnection(SessionFactoryScope scope) throws IOException {
        try (var pooled = Pooled.of(
                scope,
                UNPREPARED,
                TenancySettings.CONNECTION_STATE,
                new SchemaOfConnection(),
                TenancySettings.POOLER,
                "session")) {
            var tenants = Strategy.SCHEMAS.tenants(TenantFleet.of(scope));

            assertThat(work(pooled, tenants)).isNotEmpty();
        }
    }

    @Test
    void a1RefusesAStateOfTheConnection(SessionFactoryScope scope) {
        for (var setting : List.of("detect", "transaction")) {
            assertRefused(
                    scope,
                    UNPREPARED,
                    "SchemaOfConnection",
                    TenancySettings.CONNECTION_STATE,
                    new SchemaOfConnection(),
                    TenancySettings.POOLER,
                    setting);
        }
    }

    @Test
    void a7RefusesPreparedStatements(SessionFactoryScope scope) throws IOException {
        assertRefused(scope, "prepareThreshold=1", "prepareThreshold=0");
        Pooled.of(scope, "prepareThreshold=1", TenancySettings.POOLER, "transaction")
                .close();
    }

    /** The blade: a driver that prepares statements where the pooler does not follow them. */
    @Test
    void a7FailsWithPreparedStatements(SessionFactoryScope scope) throws IOException {
        try (var pooled = Pooled.of(scope, "prepareThreshold=1", TenancySettings.POOLER, "transaction")) {
            var tenants = Strategy.ROWS.tenants(TenantFleet.of(pooled.scope()));

            assertThatThrownBy(() -> work(pooled, tenants)).hasStackTraceContaining("prepared statement");
        }
    }

    @Test
    void refusesSettingsItDoesNotKnow(SessionFactoryScope scope) {
        assertRefused(scope, UNPREPARED, "detect, transaction or session", TenancySettings.POOLER, "perhaps");
    }

    private static void assertRefused(SessionFactoryScope scope, String parameters, String reason, Object... settings) {
        assertThatThrownBy(() -> Pooled.of(scope, parameters, settings))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining(reason)
                        .hasMessageContaining(TenancySettings.POOLER));
    }

    /** Lets each thread write and read for tenants by turns, and gives what was read of others. */
    private List<String> work(Pooled pooled, List<String> tenants) {
        var wrong = new ArrayList<String>();
        var ids = new AtomicLong();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(
                            () -> work(TenantFleet.of(pooled.scope()), tenants, new Random(seed + thread), ids),
                            threads))
                    .toList()
                    .forEach(each -> wrong.addAll(each.join()));
        } finally {
            threads.shutdownNow();
        }
        return wrong;
    }

    private static List<String> work(TenantFleet fleet, List<String> tenants, Random random, AtomicLong ids) {
        var wrong = new ArrayList<String>();
        for (var i = 0; i < TRANSACTIONS; i++) {
            var tenant = tenants.get(random.nextInt(tenants.size()));
            var mark = random.nextInt(20);
            fleet.in(tenant, session -> {
                if (mark == 0) {
                    session.persist(new Ticket(ids.incrementAndGet(), tenant));
                }
                texts(session, isInSchema(fleet, tenant)).stream()
                        .filter(text -> !text.equals(tenant))
                        .forEach(wrong::add);
            });
        }
        return wrong;
    }

    private static boolean isInSchema(TenantFleet fleet, String tenant) {
        return fleet.catalog().require(new TenantKey(tenant)).placement() instanceof TenantPlacement.Schema;
    }

    /** In a schema nothing but the schema keeps tenants apart. */
    private static List<String> texts(Session session, boolean inSchema) {
        return inSchema
                ? session.createNativeQuery(TEXTS, String.class).getResultList()
                : session.createSelectionQuery(TEXTS, String.class).getResultList();
    }

    /** What JDBC offers, and what stays on the connection to the server. */
    private static final class SchemaOfConnection implements TenantConnectionState {

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

    @Test
    void c17KeepsTheTenantForATransactionOnly(SessionFactoryScope scope) throws IOException, SQLException {
        try (var pooled = Pooled.of(scope, UNPREPARED)) {
            var tenant = TenantFleet.of(pooled.scope()).inSchema();
            for (var i = 0; i < 2 * BACKENDS; i++) {
                Tenants.run(
                        tenant, () -> pooled.scope().inTransaction(session -> session.persist(new Ticket(1, tenant))));
                Tenants.run(
                        tenant,
                        () -> pooled.scope().inTransaction(session -> session.remove(session.find(Ticket.class, 1L))));
            }

            for (var i = 0; i < 2 * BACKENDS; i++) {
                try (var connection = pooled.pool().getConnection()) {
                    assertThat(connection.getSchema()).isEqualTo("public");
                }
            }
        }
    }

    @Entity(name = "Ticket")
    static class Ticket {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Ticket() {}

        Ticket(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
