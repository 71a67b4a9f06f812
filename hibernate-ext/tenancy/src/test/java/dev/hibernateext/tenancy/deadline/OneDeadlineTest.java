/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.ConnectionsBusyException;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.pool.PoolsExhaustedException;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.CircuitOpenException;
import dev.hibernateext.tenancy.retry.CircuitStatus.State;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.ForwardingDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time-outs of a composition do not add up. Those within are seconds long, so that a sum would show. */
@Timeout(120)
class OneDeadlineTest {

    private static final String MAIN = TenantDatabases.MAIN;
    private static final Duration TIME = Duration.ofMillis(600);
    private static final Duration OWN = Duration.ofSeconds(4);

    /** What a busy machine may need on top. */
    private static final Duration BOUND = TIME.plusSeconds(2);

    private final Tenant acme = Tenant.active("acme", TenantPlacement.rows(MAIN));
    private final Tenant globex = Tenant.active("globex", TenantPlacement.rows("other"));
    private final CountDownLatch stuck = new CountDownLatch(1);

    @AfterEach
    void release() {
        stuck.countDown();
    }

    private static DataSource memory() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }

    /** Pools that are never open. */
    private DatabasePools stuckPools() {
        return pools(PoolLimits.atMost(1).withWaitTimeout(OWN), () -> {
            stuck.await();
            throw new SQLException("not opened", "08001");
        });
    }

    private interface Opening {
        DataSource open() throws Exception;
    }

    private static DatabasePools pools(PoolLimits limits, Opening opening) {
        return DatabasePools.open(
                DatabasePoolSettings.of(TenantPlacement.rows("shared"), limits, database -> opening.open()));
    }

    private static AdmittedDatabases all(TenantDatabases pools, int connections) {
        var retried = new RetriedDatabases(pools, ConnectRetries.upTo(5), CircuitLimits.DEFAULT);
        var affine = new AffineDatabases(retried, AffinityLimits.of(connections).withWaitTime(OWN));
        return new AdmittedDatabases(
                affine, AdmissionPolicy.of(AdmissionLimits.of(connections).withTimeout(TIME)));
    }

    private static Duration took(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void endsForAPoolThatDoesNotOpen() {
        try (var databases = all(stuckPools(), 1)) {
            var took = took(() -> assertThatThrownBy(() -> databases.connection(acme))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageContaining("its pool is being opened"));

            assertThat(took).isBetween(TIME, BOUND);
            stuck.countDown();
        }
    }

    /** The blade: asked on another thread, what is within knows no deadline. */
    @Test
    void wouldAddUpWithoutTheDeadline() {
        try (var databases = all(new Elsewhere(stuckPools()), 1)) {
            var took = took(() ->
                    assertThat(catchThrowable(() -> databases.connection(acme))).isInstanceOf(SQLException.class));

            assertThat(took).isGreaterThanOrEqualTo(OWN);
            stuck.countDown();
        }
    }

    private static final class Elsewhere extends ForwardingDatabases {

        Elsewhere(TenantDatabases databases) {
            super(databases);
        }

        @Override
        public Connection connection(Tenant tenant) throws SQLException {
            var asked = CompletableFuture.supplyAsync(() -> connectionOf(tenant));
            try {
                return asked.get(1, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                throw new SQLException(e.getCause());
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }

        private Connection connectionOf(Tenant tenant) {
            try {
                return databases().connection(tenant);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void countsTheTurnAndTellsOfIt() throws Exception {
        try (var databases = all(stuckPools(), 1)) {
            var first = CompletableFuture.supplyAsync(() -> within(TIME.dividedBy(2), databases));
            while (databases.status().isEmpty() || databases.status().get(0).connections() == 0) {
                Thread.onSpinWait();
            }
            var error = new AtomicReference<Throwable>();
            var took = took(() -> error.set(catchThrowable(() -> databases.connection(acme))));

            assertThat(took).isBetween(TIME, BOUND);
            assertThat(error.get())
                    .isInstanceOfSatisfying(
                            DeadlineException.class,
                            late -> assertThat(late.waits())
                                    .extracting(Wait::reason)
                                    .containsExactly("its turn"))
                    .hasMessageMatching(".*It had waited \\d+ ms for its turn before.*");
            assertThat(first.get(1, TimeUnit.MINUTES)).isInstanceOf(DeadlineException.class);
            stuck.countDown();
        }
    }

    private Throwable within(Duration time, TenantDatabases databases) {
        try (var deadline = Deadline.open(time)) {
            return catchThrowable(() -> databases.connection(acme));
        }
    }

    @Test
    void endsForConnectionsOfOthers() throws SQLException {
        var pools = pools(PoolLimits.atMost(1), OneDeadlineTest::memory);
        try (var databases = new AffineDatabases(pools, AffinityLimits.of(1).withWaitTime(OWN));
                var first = databases.connection(acme);
                var deadline = Deadline.open(TIME)) {
            deadline.waited("something else", 9_000_000);
            var took = took(() -> assertThatThrownBy(() -> databases.connection(acme))
                    .isInstanceOf(ConnectionsBusyException.class)
                    .hasMessageContaining("It had waited 9 ms for something else before."));

            assertThat(took).isLessThan(BOUND);
            assertThat(deadline.isOver()).isTrue();
            assertThat(first.isClosed()).isFalse();
        }
    }

    @Test
    void endsForRoomAmongPools() throws SQLException {
        var limits = PoolLimits.atMost(1).withWaitTimeout(OWN);
        try (var databases = pools(limits, OneDeadlineTest::memory);
                var first = databases.connection(acme);
                var deadline = Deadline.open(TIME)) {
            var took = took(() ->
                    assertThatThrownBy(() -> databases.connection(globex)).isInstanceOf(PoolsExhaustedException.class));

            assertThat(took).isLessThan(BOUND);
            assertThat(deadline.isOver()).isTrue();
            assertThat(first.isClosed()).isFalse();
        }
    }

    /** Fails at once, each time, and counts. */
    private static final class Refusing implements TenantDatabases {

        private int asked;

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return memory();
        }

        @Override
        public Connection connection(Tenant tenant) throws SQLException {
            asked++;
            throw new SQLException("refused " + asked, "08001");
        }

        @Override
        public DataSource shared() {
            return memory();
        }

        @Override
        public void close() {}
    }

    @Test
    void endsAttemptsAndTellsTheLastFailure() {
        var refusing = new Refusing();
        var retries = ConnectRetries.upTo(1_000)
                .withTotal(Duration.ofMinutes(5))
                .withDelays(Duration.ofMillis(10), Duration.ofMinutes(1));
        var databases = new RetriedDatabases(refusing, retries, new CircuitLimits(1_000, OWN));

        var took = took(() -> {
            try (var deadline = Deadline.open(TIME)) {
                var error = catchThrowable(() -> databases.connection(acme));

                assertThat(error).isInstanceOf(SQLException.class).hasMessage("refused " + refusing.asked);
                assertThat(error.getSuppressed()).hasSize(refusing.asked);
                assertThat(error.getSuppressed()[refusing.asked - 1])
                        .isInstanceOf(DeadlineException.class)
                        .hasMessageContaining("connecting failed %d times".formatted(refusing.asked));
            }
        });

        assertThat(took).isLessThan(BOUND);
        assertThat(refusing.asked).isGreaterThan(1);
    }

    @Test
    void leavesCircuitsAsTheyAreForThoseWhoComeTooLate() {
        var pool = new TimelyDataSource(MAIN, memory(), OWN);
        var databases = new RetriedDatabases(
                TenantDatabases.single(MAIN, pool), ConnectRetries.upTo(3), new CircuitLimits(1, OWN));

        try (var deadline = Deadline.open(TIME)) {
            assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(DeadlineException.class);
        }

        assertThat(databases.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(State.CLOSED);
        });
    }

    /** Who tries for all and has no time learns nothing. */
    @Test
    void keepsCircuitOpenWhenTheTrialComesTooLate() {
        var refusing = new Refusing();
        var late = new ForwardingDatabases(refusing) {
            @Override
            public Connection connection(Tenant tenant) throws SQLException {
                if (refusing.asked > 0) {
                    throw DeadlineException.over(MAIN, Deadline.current(), "the test has begun");
                }
                return super.connection(tenant);
            }
        };
        var databases =
                new RetriedDatabases(late, ConnectRetries.upTo(1), new CircuitLimits(1, Duration.ofMillis(200)));
        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(SQLException.class);

        var error = catchThrowable(() -> databases.connection(acme));
        while (error instanceof CircuitOpenException) {
            error = catchThrowable(() -> databases.connection(acme));
        }

        assertThat(error).isInstanceOf(DeadlineException.class);
        assertThat(databases.status())
                .singleElement()
                .satisfies(status -> assertThat(status.state()).isEqualTo(State.OPEN));
    }
}
