/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetriesExhaustedException;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ConflictIT {

    private static final TransactionPolicy TWICE =
            TransactionPolicy.defaults().withRetries(Retries.upTo(2).withDelays(Duration.ZERO, Duration.ZERO));

    private SessionFactoryScope scope;
    private Transactions transactions;
    private final List<String> outcomes = new ArrayList<>();

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        this.scope = scope;
        this.transactions = Transactions.of(scope.factory());
        scope.inTransaction(session -> session.persist(new Seat(1)));
    }

    /** Changes the row that somebody else changes too. */
    private void collide(TransactionScope transaction) {
        transaction.onCompletion(outcome -> outcomes.add(outcome.name()));
        var mine = transaction.session().find(Seat.class, 1);
        scope.inTransaction(other -> other.find(Seat.class, 1).guest += "theirs");
        mine.guest = "mine";
    }

    private static void isConflictOfSeat(VersionConflictException conflict) {
        assertThat(conflict.entityName()).isEqualTo(Seat.class.getName());
        assertThat(conflict.id()).isEqualTo(1);
        assertThat(conflict.current()).isEqualTo(1L);
        assertThat(conflict).hasCauseInstanceOf(RuntimeException.class);
    }

    private String guest() {
        return scope.fromTransaction(session -> session.find(Seat.class, 1).guest);
    }

    @Test
    void namesTheConflictFoundByTheCommit() {
        assertThatThrownBy(() -> transactions.run(this::collide))
                .isInstanceOfSatisfying(VersionConflictException.class, ConflictIT::isConflictOfSeat);

        assertThat(outcomes).containsExactly("ROLLED_BACK");
        assertThat(scope.dataSource().openConnections()).isEmpty();
        assertThat(guest()).isEqualTo("theirs");
    }

    @Test
    void namesTheConflictFoundByAFlush() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    collide(transaction);
                    transaction.session().flush();
                }))
                .isInstanceOfSatisfying(VersionConflictException.class, ConflictIT::isConflictOfSeat);

        assertThat(outcomes).containsExactly("ROLLED_BACK");
        assertThat(scope.dataSource().openConnections()).isEmpty();
    }

    @Test
    void tellsWhatAWriteOutsideABatchExpected() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    transaction.session().setJdbcBatchSize(1);
                    collide(transaction);
                    transaction.session().flush();
                }))
                .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                    assertThat(conflict.expected()).isEqualTo(ExpectedVersion.of(0));
                    assertThat(conflict.diff()).isNotNull();
                });
    }

    @Test
    void namesTheConflictInAGivenSessionWhateverTheRetries() {
        try (var session = scope.openSession()) {
            assertThatThrownBy(() -> Transactions.of(session).with(TWICE).run(this::collide))
                    .isInstanceOfSatisfying(VersionConflictException.class, ConflictIT::isConflictOfSeat);

            assertThat(session.isOpen()).isTrue();
            assertThat(session.getTransaction().isActive()).isFalse();
        }
        assertThat(outcomes).containsExactly("ROLLED_BACK");
    }

    @Test
    void namesTheConflictInAJoinedUnit() {
        try (var session = scope.openSession()) {
            var transaction = session.beginTransaction();
            assertThatThrownBy(() -> Transactions.of(session).run(joined -> {
                        collide(joined);
                        session.flush();
                    }))
                    .isInstanceOfSatisfying(VersionConflictException.class, ConflictIT::isConflictOfSeat);
            transaction.rollback();
        }
        assertThat(outcomes).containsExactly("ROLLED_BACK");
    }

    @Test
    void namesTheConflictOfANestedPartAndGoesOn() {
        transactions.run(transaction -> {
            assertThatThrownBy(() -> transaction.nested(this::collide))
                    .isInstanceOfSatisfying(VersionConflictException.class, ConflictIT::isConflictOfSeat);
            transaction.session().persist(new Seat(2));
        });

        assertThat(outcomes).containsExactly("ROLLED_BACK");
        assertThat(scope.<Seat>fromTransaction(session -> session.find(Seat.class, 2)))
                .isNotNull();
    }

    @Test
    void tellsThatTheRowIsGone() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    var seat = transaction.session().find(Seat.class, 1);
                    scope.inTransaction(other -> other.remove(other.find(Seat.class, 1)));
                    seat.guest = "mine";
                }))
                .isInstanceOfSatisfying(
                        VersionConflictException.class,
                        conflict -> assertThat(conflict.isGone()).isTrue());
    }

    @Test
    void readsTheRowAgainOnlyForTheLastOfItsAttempts() {
        scope.dataSource().recorder().clear();
        var loads = new ArrayList<Integer>();

        assertThatThrownBy(() -> transactions.with(TWICE).run(transaction -> {
                    loads.add(selects());
                    collide(transaction);
                }))
                .isInstanceOf(RetriesExhaustedException.class)
                .cause()
                .isInstanceOfSatisfying(
                        VersionConflictException.class,
                        conflict -> assertThat(conflict.current()).isEqualTo(2L));

        // Mine and theirs.
        assertThat(loads).containsExactly(0, 2);
        assertThat(selects()).isGreaterThanOrEqualTo(5);
    }

    private int selects() {
        return scope.dataSource().recorder().matching("^select .* from Seat").size();
    }

    @Test
    void doesNotRetryAnExpectationThatDoesNotHold() {
        var attempts = new ArrayList<Integer>();

        assertThatThrownBy(() -> transactions.with(TWICE).run(transaction -> {
                    attempts.add(transaction.attempt());
                    OptimisticLocking.of(transaction.session()).get(Seat.class, 1, ExpectedVersion.of(7));
                }))
                .isInstanceOf(VersionConflictException.class);

        assertThat(attempts).containsExactly(1);
    }

    @Test
    void retriesAConflictThatSomethingWithinHasNamed() {
        transactions.with(TWICE).run(transaction -> {
            if (transaction.attempt() == 1) {
                transaction.nested(this::collide);
            }
            transaction.session().find(Seat.class, 1).guest = "second attempt";
        });

        assertThat(guest()).isEqualTo("second attempt");
    }

    @Test
    void passesWhatTheWorkMakesOfAConflict() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    collide(transaction);
                    try {
                        transaction.session().flush();
                    } catch (OptimisticLockException e) {
                        throw new IllegalStateException("taken", e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("taken");
    }

    @Entity(name = "Seat")
    static class Seat extends VersionedEntity {

        @Id
        int id;

        String guest = "";

        Seat() {}

        Seat(int id) {
            this.id = id;
        }
    }
}
