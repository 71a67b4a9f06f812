/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BorrowedConnectionsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final DataSource database = PoolSettings.of("jdbc:h2:mem:borrowed").unpooled();
    private final Ticking clock = new Ticking();
    private final BorrowedConnections pool = BorrowedConnections.over(database, clock.clock());

    @BeforeEach
    void watch() {
        pool.watch(true);
    }

    @Test
    void tellsWhoHoldsAConnectionAndSinceWhen() throws SQLException {
        try (var connection = forgetful()) {
            clock.advance(Duration.ofMinutes(3));

            var held = pool.heldFor(Duration.ofMinutes(3));

            assertThat(held).singleElement().satisfies(loan -> {
                assertThat(loan.thread()).isEqualTo(Thread.currentThread().getName());
                assertThat(loan.since()).isEqualTo(START);
                assertThat(loan.held()).isEqualTo(Duration.ofMinutes(3));
                assertThat(loan.stack().get(0).getMethodName()).isEqualTo("forgetful");
                assertThat(loan.toString()).contains("PT3M", "BorrowedConnectionsTest.forgetful");
            });
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void tellsNothingOfConnectionsGivenBack() throws SQLException {
        forgetful().close();
        try (var other = forgetful();
                var statement = other.createStatement()) {
            statement.getConnection().close();
        }

        assertThat(pool.held()).isEmpty();
    }

    @Test
    void tellsTheLongestLoanFirstAndNoneThatIsShort() throws SQLException {
        try (var first = forgetful()) {
            clock.advance(Duration.ofSeconds(50));
            try (var second = forgetful()) {
                clock.advance(Duration.ofSeconds(10));

                assertThat(first).isNotEqualTo(second);
                assertThat(pool.held())
                        .extracting(BorrowedConnection::held)
                        .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(10));
                assertThat(pool.heldFor(Duration.ofSeconds(60))).hasSize(1);
            }
        }
    }

    @Test
    void passesConnectionsOnAsTheyAreWhileItDoesNotWatch() throws SQLException {
        pool.watch(false);

        try (var connection = forgetful()) {
            assertThat(connection)
                    .isInstanceOf(connection.unwrap(Connection.class).getClass());
            assertThat(java.lang.reflect.Proxy.isProxyClass(connection.getClass()))
                    .isFalse();
            assertThat(pool.held()).isEmpty();
        }
    }

    @Test
    void handsErrorsOfTheDriverOnAsTheyAre() throws SQLException {
        try (var connection = forgetful()) {
            assertThatThrownBy(() -> connection.prepareStatement("nonsense")).isExactlyInstanceOf(syntaxError());
        }
    }

    private Class<? extends Throwable> syntaxError() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.prepareStatement("nonsense").close();
            return SQLException.class;
        } catch (SQLException e) {
            return e.getClass();
        }
    }

    private Connection forgetful() throws SQLException {
        return pool.getConnection();
    }

    private static final class Ticking {

        private Instant now = START;

        Clock clock() {
            return new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }

        void advance(Duration time) {
            now = now.plus(time);
        }
    }
}
