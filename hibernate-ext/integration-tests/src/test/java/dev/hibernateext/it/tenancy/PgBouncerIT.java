/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.pooler.PgBouncer;
import dev.hibernateext.it.pooler.PooledWork;
import dev.hibernateext.it.pooler.Slip;
import dev.hibernateext.it.tenancy.PooledFleet.Strategy;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PgBouncer in transaction mode mixes no tenants up, where there is one on this machine. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Slip.class, contributors = TenantFleet.Settings.class)
class PgBouncerIT {

    private static final int BACKENDS = 4;
    private static final String UNPREPARED = "prepareThreshold=0";
    private static final String PREPARED = "prepareThreshold=2";

    private final SessionFactoryScope home;
    private @Nullable PgBouncer bouncer;

    PgBouncerIT(SessionFactoryScope home) {
        this.home = home;
    }

    @BeforeEach
    void start() throws IOException {
        bouncer = PgBouncer.before(binary(), BACKENDS, home.database());
    }

    private static Path binary() {
        var binary = PgBouncer.binary();
        assumeTrue(binary != null, "There is no pgbouncer on the path");
        return Objects.requireNonNull(binary);
    }

    @AfterEach
    void close() throws IOException {
        if (bouncer != null) {
            bouncer.close();
        }
    }

    private PooledFleet open(String parameters, Object... settings) {
        return PooledFleet.of(home, Objects.requireNonNull(bouncer), parameters, settings);
    }

    private static void assertApart(PooledFleet pooled, Strategy strategy) {
        var work = pooled.work(strategy.tenants(pooled.tenants()));

        assertThat(work.wrong()).isEmpty();
        assertThat(work.rolledBack()).isGreaterThan(PooledWork.TRANSACTIONS / 10);
        assertThat(pooled.sightings().processes())
                .isNotEmpty()
                .allSatisfy(processes -> assertThat(processes).hasSizeGreaterThan(1));
    }

    @ParameterizedTest
    @EnumSource
    void mixesNoTenantsUp(Strategy strategy) {
        try (var pooled = open(UNPREPARED)) {
            assertApart(pooled, strategy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mixesNoTenantsUpWhoseStatementsItFollows(Strategy strategy) throws IOException {
        assumeTrue(PgBouncer.followsStatements(binary()), "This pgbouncer is older than 1.21");
        try (var pooled = open(PREPARED, TenancySettings.POOLER, "transaction")) {
            assertApart(pooled, strategy);
        }
    }

    /** The blade: a driver that prepares statements where the pooler does not follow them. They do not exist, or are another's. */
    @Test
    void failsWithStatementsItDoesNotFollow() throws IOException {
        assumeTrue(!PgBouncer.followsStatements(binary()), "This pgbouncer follows them, being 1.21 or newer");
        try (var pooled = open(PREPARED, TenancySettings.POOLER, "transaction")) {
            var tenants = Strategy.SCHEMAS.tenants(TenantFleet.of(home));

            assertThatThrownBy(() -> pooled.work(tenants)).hasRootCauseInstanceOf(SQLException.class);
        }
    }

    /** The blade: a state of the connection, which the settings say no pooler is there to mix up. */
    @Test
    void leaksWithAStateOfTheConnection() {
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
    void isSeenAtTheStart() {
        assertRefused(UNPREPARED, "SchemaOfConnection", TenancySettings.CONNECTION_STATE, new SchemaOfConnection());
        assertRefused(PREPARED, "prepareThreshold=0");
    }

    private void assertRefused(String parameters, String reason, Object... settings) {
        assertThatThrownBy(() -> open(parameters, settings))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining(reason)
                        .hasMessageContaining(TenancySettings.POOLER));
    }
}
