/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.it.tenancy.deadline.RequestStorm.Outcome;
import dev.hibernateext.tenancy.admission.AdmissionCounts;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.TimelyDataSource;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that freezes while tenants ask for connections, behind all that may stand before it. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class OneDeadlineIT {

    private static final Logger LOG = Logger.getLogger(OneDeadlineIT.class);

    private static final int REQUESTS = 10_000;
    private static final int THREADS = 500;
    private static final int CONNECTIONS = 10;
    private static final Duration DEADLINE = Duration.ofMillis(400);
    private static final Duration LATE = Duration.ofMillis(100);
    /** What single threads of so many may wait for a lock, or for a processor that others have. */
    private static final Duration STARVED = Duration.ofSeconds(3);

    private static final Duration POOL = Duration.ofMillis(250);

    /** All within may take longer than the deadline, by themselves and in sum. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private DatabasePools pools;
    private AffineDatabases affine;
    private AdmittedDatabases admitted;

    private AdmittedDatabases open(DataSource pool, CircuitLimits circuit) {
        pools = DatabasePools.open(DatabasePoolSettings.of(
                TenantPlacement.rows("shared"), PoolLimits.atMost(1).withWaitTimeout(LONG), database -> pool));
        var retried = new RetriedDatabases(pools, ConnectRetries.upTo(20).withTotal(LONG), circuit);
        affine = new AffineDatabases(retried, AffinityLimits.of(CONNECTIONS).withWaitTime(LONG));
        admitted = new AdmittedDatabases(
                affine,
                AdmissionPolicy.of(AdmissionLimits.of(CONNECTIONS)
                        .withWaiting(THREADS - 2 * CONNECTIONS)
                        .withTimeout(DEADLINE)));
        return admitted;
    }

    private static HikariDataSource pool(SessionFactoryScope scope, String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url + "socketTimeout=1&connectTimeout=1");
        config.setUsername(scope.database().user());
        config.setPassword(scope.database().password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(POOL.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    static Stream<CircuitLimits> circuits() {
        return Stream.of(new CircuitLimits(1_000_000, LONG), new CircuitLimits(10, Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void everyRequestEndsInTimeAndIsCounted(CircuitLimits circuit, SessionFactoryScope scope)
            throws IOException, InterruptedException {
        try (var proxy = new FreezingProxy(scope.database().url());
                var databases = open(timely(pool(scope, proxy.url())), circuit)) {
            var storm = new RequestStorm(databases, DEADLINE);
            Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> serve(databases));
            var before = admitted.status().get(0).counts().decided();
            proxy.freeze();
            storm.start(THREADS, REQUESTS / THREADS);
            storm.await();
            LOG.infof("%s: %s", circuit, storm);

            assertThat(storm.longest(0.99))
                    .as(storm.toString())
                    .isLessThan(DEADLINE.plus(LATE).plus(storm.lateness()));
            assertThat(storm.longest(1)).as(storm.toString()).isLessThan(DEADLINE.plus(STARVED));
            requireSums(storm, before);
            proxy.thaw();
            Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> serve(databases));
        }
    }

    private static DataSource timely(DataSource pool) {
        return new TimelyDataSource(TenantDatabases.MAIN, pool, POOL);
    }

    /** The blade: a pool that is asked whatever the time keeps whoever asks it last. */
    @Test
    void requestsEndLateWherePoolsAreAskedLate(SessionFactoryScope scope) throws IOException, InterruptedException {
        try (var proxy = new FreezingProxy(scope.database().url());
                var databases = open(pool(scope, proxy.url()), new CircuitLimits(1_000_000, LONG))) {
            var storm = new RequestStorm(databases, DEADLINE);
            proxy.freeze();
            storm.start(THREADS / 10, 2);
            storm.await();

            assertThat(storm.longest(1)).as(storm.toString()).isGreaterThan(DEADLINE.plus(LATE));
        }
    }

    private static boolean serve(TenantDatabases databases) {
        var acme = Tenant.active("acme", TenantPlacement.schema(TenantDatabases.MAIN, "acme"));
        try (var connection = databases.connection(acme);
                var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireSums(RequestStorm storm, long before) {
        assertThat(storm.sum()).isEqualTo(REQUESTS);
        assertThat(storm.of(Outcome.TIMED_OUT)).isPositive();
        var behindTheGate = before + REQUESTS - storm.of(Outcome.FULL) - storm.of(Outcome.TIMED_OUT);
        assertThat(admitted.status()).singleElement().satisfies(status -> {
            assertThat(status.counts())
                    .isEqualTo(new AdmissionCounts(
                            behindTheGate, storm.of(Outcome.FULL), 0, storm.of(Outcome.TIMED_OUT), 0));
            assertThat(status.connections()).isZero();
            assertThat(status.waiting()).isZero();
        });
        var kept = affine.status().get(0);
        assertThat(kept.checkouts()).isEqualTo(behindTheGate - storm.of(Outcome.BUSY));
        assertThat(kept.busy()).isZero();
        assertThat(kept.waiting()).isZero();
        assertThat(pools.status().leases()).isEqualTo(kept.open());
        assertThat(pools.status().waiting()).isZero();
    }
}
