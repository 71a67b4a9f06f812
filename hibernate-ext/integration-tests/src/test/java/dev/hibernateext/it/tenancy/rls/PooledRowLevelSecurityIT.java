/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.pooler.ObservedPool;
import dev.hibernateext.it.pooler.PgBouncer;
import dev.hibernateext.it.pooler.PooledWork;
import dev.hibernateext.it.pooler.Sightings;
import dev.hibernateext.it.pooler.Slip;
import dev.hibernateext.it.pooler.TransactionPooler;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.rls.SignedTokens;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row-level security holds behind a pooler that gives each transaction another connection. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Slip.class)
class PooledRowLevelSecurityIT {

    private static final int BACKENDS = 6;
    private static final int CONNECTIONS = 6;
    private static final String UNPREPARED = "prepareThreshold=0";

    private final SecuredDatabase secured;
    private final TransactionPooler pooler;
    private final Sightings sightings = new Sightings();
    private ObservedPool pool;

    PooledRowLevelSecurityIT(SessionFactoryScope scope) throws SQLException, IOException {
        this.secured = SecuredDatabase.install(scope);
        this.pooler = TransactionPooler.before(secured.database(), BACKENDS);
        this.pool = ObservedPool.of(pooler.database(UNPREPARED), CONNECTIONS, sightings);
    }

    @AfterEach
    void close() throws SQLException, IOException {
        pool.close();
        secured.close();
        pooler.close();
    }

    private SessionFactory open(SignedTokens tokens, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, pool));
        settings.put(
                TenancySettings.CONNECTION_STATE, PostgresqlTenantState.create().withRowLevelSecurity(tokens));
        return secured.route(settings, Slip.class);
    }

    @Test
    void showsRowsOfTheTenantOnly() {
        assertApart();
        assertThat(pooler.changes()).isGreaterThan(PooledWork.TRANSACTIONS / 2);
    }

    @Test
    void showsRowsOfTheTenantOnlyBehindPgBouncer() throws IOException {
        var binary = PgBouncer.binary();
        assumeTrue(binary != null, "There is no pgbouncer on the path");
        try (var bouncer = PgBouncer.before(Objects.requireNonNull(binary), BACKENDS, secured.database())) {
            pool.close();
            pool = ObservedPool.of(bouncer.database(UNPREPARED), CONNECTIONS, sightings);
            assertApart();
            pool.close();
        }
    }

    private void assertApart() {
        var tokens = SignedTokens.signedWith(SecuredDatabase.SECRET).forAnyBackend();
        try (var factory = open(tokens, Map.of("hibernate.jdbc.batch_size", 10))) {
            var work = work(factory);

            assertThat(work.wrong()).isEmpty();
            assertThat(work.rolledBack()).isGreaterThan(PooledWork.TRANSACTIONS / 10);
            assertThat(sightings.processes())
                    .isNotEmpty()
                    .allSatisfy(processes -> assertThat(processes).hasSizeGreaterThan(1));
        }
    }

    private PooledWork work(SessionFactory factory) {
        return new PooledWork(factory, List.of("acme", "bolt"), tenant -> true, sightings).run();
    }

    @Test
    void refusesTokensForOneConnection() {
        var bound = SignedTokens.signedWith(SecuredDatabase.SECRET);

        assertThatThrownBy(() -> open(bound, Map.of()))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining("forAnyBackend"));
    }

    /** The blade: nobody is let in with them, whatever the settings say. */
    @Test
    void letsNobodyInWithTokensForOneConnection() {
        var bound = SignedTokens.signedWith(SecuredDatabase.SECRET);
        try (var factory = open(bound, Map.of(TenancySettings.POOLER, "session"))) {
            assertThatThrownBy(() -> work(factory)).hasStackTraceContaining("for another connection");
        }
    }
}
