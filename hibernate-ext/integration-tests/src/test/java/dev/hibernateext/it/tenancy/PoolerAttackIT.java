/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.pooler.PooledWork;
import dev.hibernateext.it.pooler.Slip;
import dev.hibernateext.it.pooler.TransactionPooler;
import dev.hibernateext.it.tenancy.PooledFleet.Strategy;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pooler that gives each transaction another connection mixes no tenants up, and a state that would is refused. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Slip.class, contributors = TenantFleet.Settings.class)
class PoolerAttackIT {

    private static final int BACKENDS = 5;
    private static final String UNPREPARED = "prepareThreshold=0";
    private static final String PREPARED = "prepareThreshold=1";

    private final SessionFactoryScope home;
    private final TransactionPooler pooler;

    PoolerAttackIT(SessionFactoryScope home) throws IOException {
        this.home = home;
        this.pooler = TransactionPooler.before(home.database(), BACKENDS);
    }

    @AfterEach
    void close() throws IOException {
        pooler.close();
    }

    private PooledFleet open(String parameters, Object... settings) {
        return PooledFleet.of(home, pooler, parameters, settings);
    }

    @ParameterizedTest
    @EnumSource
    void a1MixesNoTenantsUpBehindAPooler(Strategy strategy) {
        try (var pooled = open(UNPREPARED)) {
            var work = pooled.work(strategy.tenants(pooled.tenants()));

            assertThat(work.wrong()).isEmpty();
            assertThat(work.rolledBack()).isGreaterThan(PooledWork.TRANSACTIONS / 10);
            assertThat(pooler.changes()).isGreaterThan(PooledWork.TRANSACTIONS / 2);
            assertThat(pooled.sightings().processes())
                    .isNotEmpty()
                    .allSatisfy(processes -> assertThat(processes).hasSizeGreaterThan(2));
        }
    }

    /** The blade: a state of the connection, which the settings say no pooler is there to mix up. */
    @Test
    void a1LeaksWithAStateOfTheConnection() {
        try (var pooled = open(
                UNPREPARED,
                TenancySettings.CONNECTION_STATE,
                new SchemaOfConnection(),
                TenancySettings.POOLER,
                "session")) {
            var tenants = Strategy.SCHEMAS.tenants(TenantFleet.of(home));

            assertThat(pooled.work(tenants).wrong()).isNotEmpty();
        }
    }

    @Test
    void a1RefusesAStateOfTheConnection() {
        for (var setting : List.of("detect", "transaction")) {
            assertRefused(
                    UNPREPARED,
                    "SchemaOfConnection",
                    TenancySettings.CONNECTION_STATE,
                    new SchemaOfConnection(),
                    TenancySettings.POOLER,
                    setting);
        }
    }

    @Test
    void a7RefusesPreparedStatements() {
        assertRefused(PREPARED, "prepareThreshold=0");
    }

    @Test
    void a7BelievesThatThePoolerFollowsPreparedStatements() {
        open(PREPARED, TenancySettings.POOLER, "transaction").close();
    }

    /** The blade: a driver that prepares statements where the pooler does not follow them. They do not exist, or are another's. */
    @ParameterizedTest
    @EnumSource
    void a7FailsWithPreparedStatements(Strategy strategy) {
        try (var pooled = open(PREPARED, TenancySettings.POOLER, "transaction")) {
            var tenants = strategy.tenants(TenantFleet.of(home));

            // the server refuses a statement, or the driver is given results of another one
            assertThatThrownBy(() -> pooled.work(tenants))
                    .rootCause()
                    .isInstanceOfAny(SQLException.class, IllegalStateException.class);
        }
    }

    @Test
    void refusesSettingsItDoesNotKnow() {
        assertRefused(UNPREPARED, "detect, transaction or session", TenancySettings.POOLER, "perhaps");
    }

    private void assertRefused(String parameters, String reason, Object... settings) {
        assertThatThrownBy(() -> open(parameters, settings))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining(reason)
                        .hasMessageContaining(TenancySettings.POOLER));
    }

    @Test
    void c17KeepsTheTenantForATransactionOnly() throws SQLException {
        try (var pooled = open(UNPREPARED)) {
            var tenant = pooled.tenants().inSchema();
            for (var i = 0; i < 2 * BACKENDS; i++) {
                Tenants.run(
                        tenant, () -> pooled.scope().inTransaction(session -> session.persist(new Slip(1, tenant))));
                Tenants.run(
                        tenant,
                        () -> pooled.scope().inTransaction(session -> session.remove(session.find(Slip.class, 1L))));
            }

            for (var i = 0; i < 2 * BACKENDS; i++) {
                try (var connection = pooled.main().getConnection()) {
                    assertThat(connection.getSchema()).isEqualTo("public");
                }
            }
        }
    }
}
