/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(Deadline.current().remainingNanos())
                .isGreaterThan(Duration.ofDays(10_000).toNanos());
        assertThat(Deadline.current().waits()).isEmpty();
    }

    @Test
    void endsNoLaterThanTheOneAround() {
        try (var outer = Deadline.open(MINUTE)) {
            try (var inner = Deadline.open(MINUTE.multipliedBy(2))) {
                assertThat(Deadline.current()).isSameAs(inner);
                assertThat(inner.length()).isLessThanOrEqualTo(MINUTE);
                assertThat(inner.isCutShort(MINUTE.multipliedBy(2))).isTrue();
            }
            try (var inner = Deadline.open(Duration.ofSeconds(1))) {
                assertThat(inner.length()).isEqualTo(Duration.ofSeconds(1));
                assertThat(inner.isCutShort(Duration.ofSeconds(1))).isFalse();
            }
            assertThat(Deadline.current()).isSameAs(outer);
        }
    }

    @Test
    void isOverWhenItsTimeIsUp() {
        try (var deadline = Deadline.open(Duration.ZERO)) {
            assertThat(deadline.isOver()).isTrue();
            assertThat(deadline.remainingNanos()).isNotPositive();
        }
        try (var deadline = Deadline.open(Duration.ofDays(100_000))) {
            assertThat(deadline.isOver()).isFalse();
            assertThat(deadline.elapsed()).isLessThan(MINUTE);
        }
    }

    @Test
    void holdsOnItsOwnThreadOnly() throws Exception {
        try (var deadline = Deadline.open(MINUTE)) {
            var elsewhere = CompletableFuture.supplyAsync(
                            () -> Deadline.current().remainingNanos())
                    .get(1, TimeUnit.MINUTES);
            assertThat(elsewhere).isGreaterThan(deadline.length().toNanos());
            var closing = CompletableFuture.runAsync(deadline::close);
            assertThat(closing).failsWithin(MINUTE).withThrowableThat().withMessageContaining("on its own thread");
        }
    }

    @Test
    void isClosedInOrder() {
        try (var outer = Deadline.open(MINUTE);
                var inner = Deadline.open(MINUTE)) {
            assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
            assertThat(Deadline.current()).isSameAs(inner);
        }
    }

    @Test
    void tellsWhatWasWaitedFor() {
        try (var outer = Deadline.open(MINUTE)) {
            assertThat(outer.account()).isEmpty();
            try (var inner = Deadline.open(MINUTE)) {
                inner.waited("its turn", 40_000_000);
            }
            outer.waited("a pool", 7_000_000);

            assertThat(outer.waits())
                    .containsExactly(
                            new Wait("its turn", Duration.ofMillis(40)), new Wait("a pool", Duration.ofMillis(7)));
            assertThat(outer.account()).isEqualTo(" It had waited 40 ms for its turn, 7 ms for a pool before.");
        }
        Deadline.current().waited("nobody", 1);
    }

    private static JdbcDataSource pool() {
        var pool = new JdbcDataSource();
        pool.setURL("jdbc:h2:mem:");
        return pool;
    }

    @Test
    void asksPoolsOnlyWhileThereIsTimeForTheirAnswer() throws Exception {
        try (var source = new TimelyDataSource("main", pool(), MINUTE)) {
            source.getConnection().close();
            try (var deadline = Deadline.open(MINUTE.multipliedBy(2))) {
                source.getConnection("sa", "").close();
            }
            try (var deadline = Deadline.open(Duration.ofSeconds(5))) {
                deadline.waited("its turn", 3_000_000);
                var error = catchThrowableOfType(DeadlineException.class, source::getConnection);

                assertThat(error.code()).isEqualTo("tenancy.deadline");
                assertThat(error.status()).isEqualTo(503);
                assertThat(error.database()).isEqualTo("main");
                assertThat(error.waits()).containsExactly(new Wait("its turn", Duration.ofMillis(3)));
                assertThat(error.toProblem()).containsEntry("waitedMillis", 3L).containsEntry("database", "main");
                assertThat(error)
                        .hasMessageMatching(
                                "The pool of the database 'main' was not asked for a connection: \\d+ ms of 5000 are left, and its answer may take 60000\\. It had waited 3 ms for its turn before\\. Repeat the work later, or allow more time.*");
            }
        }
    }

    @Test
    void behavesAsThePoolWithin() throws SQLException {
        var pool = pool();
        var source = new TimelyDataSource("main", pool, MINUTE);

        assertThat(source.isWrapperFor(JdbcDataSource.class)).isTrue();
        assertThat(source.unwrap(JdbcDataSource.class)).isSameAs(pool);
        assertThat(source.unwrap(TimelyDataSource.class)).isSameAs(source);
        source.setLoginTimeout(7);
        assertThat(pool.getLoginTimeout()).isEqualTo(source.getLoginTimeout()).isEqualTo(7);
    }
}
