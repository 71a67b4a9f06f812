/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static dev.hibernateext.core.transaction.RetryableFailure.DEADLOCK;
import static dev.hibernateext.core.transaction.RetryableFailure.LOCK_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetriesExhaustedException;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@HibernateExtTest
class RetriesTest {

    private static final Retries FAST = Retries.upTo(3).withDelays(Duration.ZERO, Duration.ZERO);

    private SessionFactoryScope scope;
    private Transactions transactions;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        this.scope = scope;
        this.transactions = Transactions.of(scope.factory())
                .with(TransactionPolicy.defaults().withRetries(FAST));
        scope.inTransaction(session -> session.persist(new Counter(1)));
    }

    private int value() {
        return scope.fromTransaction(session -> session.find(Counter.class, 1).value);
    }

    @Test
    void runsTheWorkAgainInANewSessionAfterAnOptimisticConflict() {
        var sessions = new HashSet<Session>();
        var outcomes = new ArrayList<String>();

        transactions.run(transaction -> {
            sessions.add(transaction.session());
            transaction.onCompletion(outcome -> outcomes.add(outcome.name()));
            var counter = transaction.session().find(Counter.class, 1);
            if (transaction.attempt() < 3) {
                scope.inTransaction(other -> other.find(Counter.class, 1).value += 10);
            }
            counter.value += 1;
        });

        assertThat(value()).isEqualTo(21);
        assertThat(sessions).hasSize(3);
        assertThat(outcomes).containsExactly("ROLLED_BACK", "ROLLED_BACK", "COMMITTED");
    }

    @Test
    void givesUpWithAllFailuresAttached() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    var counter = transaction.session().find(Counter.class, 1);
                    scope.inTransaction(other -> other.find(Counter.class, 1).value += 10);
                    counter.value += 1;
                }))
                .isInstanceOfSatisfying(RetriesExhaustedException.class, e -> {
                    assertThat(e.code()).isEqualTo("transaction.retries-exhausted");
                    assertThat(e.attempts()).isEqualTo(3);
                    assertThat(e.status()).isEqualTo(503);
                    assertThat(e.toProblem()).containsEntry("attempts", 3);
                    assertThat(e.getSuppressed()).hasSize(2);
                });
        assertThat(value()).isEqualTo(30);
    }

    @Test
    void passesOtherFailuresUnchangedWithEarlierOnesAttached() {
        var conflict = new OptimisticLockException();
        var failure = new IllegalStateException();

        assertThatThrownBy(() -> transactions.run(transaction -> {
                    throw transaction.attempt() == 1 ? conflict : failure;
                }))
                .isSameAs(failure)
                .hasSuppressedException(conflict);
    }

    @Test
    void leavesRetryingToTheOutermostUnit() {
        var attempts = new ArrayList<String>();

        transactions.run(outer -> transactions.run(inner -> {
            attempts.add(outer.attempt() + "/" + inner.attempt());
            if (attempts.size() < 2) {
                throw new OptimisticLockException();
            }
        }));

        assertThat(attempts).containsExactly("1/1", "2/2");
    }

    @Test
    void runsOnceUnlessRetriesAreAllowed() {
        var conflict = new OptimisticLockException();
        var once = Transactions.of(scope.factory());

        assertThatThrownBy(() -> once.run(transaction -> {
                    throw conflict;
                }))
                .isSameAs(conflict)
                .hasNoSuppressedExceptions();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("40001", 0, 3),
                Arguments.of("40P01", 0, 3),
                Arguments.of("40001", 1213, 3),
                Arguments.of("HY000", 1020, 3),
                Arguments.of("55P03", 0, 1),
                Arguments.of("HY000", 1205, 1),
                Arguments.of("08006", 0, 1),
                Arguments.of("57P01", 0, 1),
                Arguments.of("23505", 0, 1),
                Arguments.of(null, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void knowsConflictsByTheirCodes(String state, int code, int expectedAttempts) {
        var attempts = new ArrayList<Integer>();

        assertThatThrownBy(() -> transactions.run(transaction -> {
                    attempts.add(transaction.attempt());
                    throw new GenericJDBCException("failed", new SQLException("failed", state, code));
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(attempts).hasSize(expectedAttempts);
    }

    @Test
    void retriesOnlyWhatThePolicyNames() {
        var attempts = new ArrayList<Integer>();
        var other =
                transactions.with(TransactionPolicy.defaults().withRetries(FAST.withFailures(LOCK_TIMEOUT, DEADLOCK)));

        assertThatThrownBy(() -> other.run(transaction -> {
                    attempts.add(transaction.attempt());
                    throw transaction.attempt() == 1
                            ? new GenericJDBCException("failed", new SQLException("failed", "55P03"))
                            : new OptimisticLockException();
                }))
                .isInstanceOf(OptimisticLockException.class);

        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        var slow = transactions.with(TransactionPolicy.defaults()
                .withRetries(Retries.upTo(3).withDelays(Duration.ofMinutes(1), Duration.ofMinutes(1))));
        var conflict = new OptimisticLockException();

        assertThatThrownBy(() -> slow.run(transaction -> {
                    Thread.currentThread().interrupt();
                    throw conflict;
                }))
                .isSameAs(conflict);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Entity(name = "Counter")
    static class Counter {

        @Id
        int id;

        @Column(name = "amount")
        int value;

        @Version
        long version;

        Counter() {}

        Counter(int id) {
            this.id = id;
        }
    }
}
