/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.it.pooler.TransactionPooler;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.rls.SignedTokens;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row-level security holds behind a pooler that gives each transaction another connection. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Ledger.Label.class)
class PooledRowLevelSecurityIT {

    private static final int THREADS = 4;
    private static final int TRANSACTIONS = 500;
    private static final String NAMES = "select tenant || ' ' || name from \"Label of tenant\"";

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final SecuredDatabase secured;
    private final TransactionPooler pooler;
    private final TestDataSource pool;

    PooledRowLevelSecurityIT(SessionFactoryScope scope) throws SQLException, IOException {
        this.secured = SecuredDatabase.install(scope);
        this.pooler = TransactionPooler.before(secured.database(), THREADS);
        this.pool = new TestDataSource(pooler.database("prepareThreshold=0"));
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
        return secured.route(settings, Ledger.Label.class);
    }

    @Test
    void showsRowsOfTheTenantOnly() {
        var tokens = SignedTokens.signedWith(SecuredDatabase.SECRET).forAnyBackend();
        try (var factory = open(tokens, Map.of())) {
            assertThat(work(factory)).as("seed %d", seed).isEmpty();
            assertThat(pooler.changes()).isGreaterThan(TRANSACTIONS / 2);
        }
    }

    private List<String> work(SessionFactory factory) {
        var wrong = new ArrayList<String>();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            IntStream.range(0, THREADS)
                    .mapToObj(thread ->
                            CompletableFuture.supplyAsync(() -> work(factory, new Random(seed + thread)), threads))
                    .toList()
                    .forEach(each -> wrong.addAll(each.join()));
        } finally {
            threads.shutdownNow();
        }
        return wrong;
    }

    private static List<String> work(SessionFactory factory, Random random) {
        var wrong = new ArrayList<String>();
        for (var i = 0; i < TRANSACTIONS; i++) {
            var tenant = random.nextBoolean() ? "acme" : "bolt";
            var writes = random.nextInt(20) == 0;
            Tenants.run(
                    tenant,
                    () -> factory.inTransaction(session -> {
                        if (writes) {
                            var label = new Ledger.Label();
                            label.name = tenant;
                            session.persist(label);
                        }
                        session.createNativeQuery(NAMES, String.class).getResultList().stream()
                                .filter(name -> !name.equals(tenant + " " + tenant))
                                .forEach(wrong::add);
                    }));
        }
        return wrong;
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
