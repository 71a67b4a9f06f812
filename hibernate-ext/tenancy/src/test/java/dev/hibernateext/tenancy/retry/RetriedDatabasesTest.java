/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.retry.CircuitStatus.State;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RetriedDatabasesTest {

    private static final String MAIN = TenantDatabases.MAIN;
    private static final ConnectRetries FAST =
            ConnectRetries.upTo(4).withDelays(Duration.ofMillis(1), Duration.ofMillis(3));
    private static final CircuitLimits PATIENT = new CircuitLimits(100, Duration.ofMinutes(5));

    private final Tenant acme = Tenant.active("acme", TenantPlacement.rows(MAIN));
    private final Refusing pools = new Refusing();

    /** Databases that refuse so many times. */
    private static final class Refusing implements TenantDatabases {

        private String state = "08001";
        private int refusals;
        private int asked;
        private boolean closed;

        @Override
        public Connection connection(Tenant tenant) throws SQLException {
            asked++;
            if (refusals > 0) {
                refusals--;
                throw new SQLException("refused " + asked, state);
            }
            return TenantDatabases.super.connection(tenant);
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return shared();
        }

        @Override
        public DataSource shared() {
            var source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:");
            return source;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08004", "08006", "53300", "57P01", "57P02", "57P03"})
    void connectsAtLast(String state) throws SQLException {
        pools.state = state;
        pools.refusals = 3;
        try (var connection = new RetriedDatabases(pools, FAST, PATIENT).connection(acme)) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(pools.asked).isEqualTo(4);
    }

    @Test
    void tellsLastFailureWhenAttemptsAreUsedUp() {
        pools.refusals = 10;
        var databases = new RetriedDatabases(pools, FAST.withMultiplier(1).withJitter(0), PATIENT);

        var error = catchThrowable(() -> databases.connection(acme));

        assertThat(error).isInstanceOf(SQLException.class).hasMessage("refused 4");
        assertThat(error.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("refused 1", "refused 2", "refused 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42501", "40001", ""})
    void passesOtherErrorsOnAtOnce(String state) {
        pools.state = state;
        pools.refusals = 1;
        var databases = new RetriedDatabases(pools, FAST, PATIENT);

        assertThatThrownBy(() -> databases.connection(acme)).hasMessage("refused 1");

        assertThat(pools.asked).isOne();
    }

    @Test
    void asksNoMoreWhenTimeIsUp() {
        pools.refusals = Integer.MAX_VALUE;
        var databases = new RetriedDatabases(
                pools,
                ConnectRetries.upTo(Integer.MAX_VALUE)
                        .withDelays(Duration.ofMillis(1), Duration.ofMillis(2))
                        .withTotal(Duration.ofMillis(30)),
                new CircuitLimits(Integer.MAX_VALUE, Duration.ofMinutes(5)));

        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(SQLException.class);

        assertThat(pools.asked).isBetween(1, 100);
    }

    @Test
    void letsDatabaseAloneThatKeepsFailing() {
        pools.refusals = Integer.MAX_VALUE;
        var databases = new RetriedDatabases(pools, FAST, new CircuitLimits(6, Duration.ofMinutes(5)));
        assertThatThrownBy(() -> databases.connection(acme)).hasMessage("refused 4");

        var error = catchThrowableOfType(CircuitOpenException.class, () -> databases.connection(acme));

        assertThat(error.code()).isEqualTo("tenancy.circuit-open");
        assertThat(error.status()).isEqualTo(503);
        assertThat(error).hasMessageStartingWith("Database 'main' in region 'default' is not asked for connections");
        assertThat(error).cause().hasMessage("refused 6");
        assertThat(error.region()).isEqualTo("default");
        assertThat(error.database()).isEqualTo(MAIN);
        assertThat(error.retryIn()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(error.toProblem()).containsKey("retryInMillis");
        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(CircuitOpenException.class);
        assertThat(pools.asked).isEqualTo(6);
        assertThat(databases.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(State.OPEN);
            assertThat(status.retryIn()).isPositive();
        });
    }

    @Test
    void leavesOtherDatabasesAsTheyAre() throws SQLException {
        pools.refusals = 1;
        var databases =
                new RetriedDatabases(pools, ConnectRetries.upTo(1), new CircuitLimits(1, Duration.ofMinutes(5)));
        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(CircuitOpenException.class);

        databases
                .connection(Tenant.active("globex", TenantPlacement.database("own")))
                .close();

        assertThat(databases.status()).extracting(CircuitStatus::state).containsExactly(State.OPEN, State.CLOSED);
    }

    @Test
    void triesAgainAfterPauseAndHeals() throws SQLException {
        pools.refusals = 3;
        var databases =
                new RetriedDatabases(pools, ConnectRetries.upTo(1), new CircuitLimits(2, Duration.ofMillis(20)));
        var opened = 0;
        var failure = catchThrowable(() -> databases.connection(acme).close());
        while (failure != null) {
            opened += failure instanceof CircuitOpenException ? 1 : 0;
            failure = catchThrowable(() -> databases.connection(acme).close());
        }

        assertThat(pools.asked).isEqualTo(4);
        assertThat(opened).isPositive();
        assertThat(databases.status()).extracting(CircuitStatus::state).containsExactly(State.CLOSED);
    }

    @Test
    void endsWithLastFailureWhenInterrupted() {
        pools.refusals = 10;
        var databases = new RetriedDatabases(
                pools,
                FAST.withTotal(Duration.ofHours(2)).withDelays(Duration.ofMinutes(1), Duration.ofHours(1)),
                PATIENT);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> databases.connection(acme)).hasMessage("refused 1");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void passesUncheckedFailuresOn() {
        var databases = new RetriedDatabases(
                new LazyFailure(new IllegalStateException("no pool", new SQLException("down", "08001"))),
                FAST,
                PATIENT);

        assertThatThrownBy(() -> databases.connection(acme)).hasMessage("no pool");
    }

    private record LazyFailure(RuntimeException failure) implements TenantDatabases {

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            throw failure;
        }

        @Override
        public DataSource shared() {
            throw failure;
        }

        @Override
        public void close() {}
    }

    @Test
    void passesWorkWithoutTenantOn() throws SQLException {
        var databases = new RetriedDatabases(pools, FAST, PATIENT);

        databases.shared().getConnection().close();
        databases.dataSource(acme.placement()).getConnection().close();
        databases.close();

        assertThat(databases.status()).isEmpty();
        assertThat(pools.closed).isTrue();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> ConnectRetries.upTo(0))
                .isInstanceOfSatisfying(
                        InvalidRetryException.class,
                        error -> assertThat(error.setting()).isEqualTo("attempts"))
                .hasMessage("Cannot connect again with attempts 0. Make it at least 1.");
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> FAST.withDelays(Duration.ZERO, second)).hasMessageContaining("initialDelay PT0S");
        assertThatThrownBy(() -> FAST.withDelays(second.multipliedBy(2), second))
                .hasMessageContaining("maxDelay PT1S");
        assertThatThrownBy(() -> FAST.withMultiplier(Double.NaN)).hasMessageContaining("multiplier NaN");
        assertThatThrownBy(() -> FAST.withJitter(1.5)).hasMessageContaining("jitter 1.5");
        assertThatThrownBy(() -> FAST.withTotal(Duration.ofMillis(3))).hasMessageContaining("total PT0.003S");
        assertThatThrownBy(() -> new CircuitLimits(0, second)).hasMessageContaining("failures 0");
        assertThatThrownBy(() -> new CircuitLimits(1, Duration.ZERO)).hasMessageContaining("pause PT0S");
    }
}
