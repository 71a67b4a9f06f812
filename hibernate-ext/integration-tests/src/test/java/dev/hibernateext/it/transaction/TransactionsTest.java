/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.transaction.DetachedChangeException;
import dev.hibernateext.core.transaction.Isolation;
import dev.hibernateext.core.transaction.NoOuterTransactionException;
import dev.hibernateext.core.transaction.Propagation;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.TransactionScopeEndedException;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.core.transaction.UnexpectedRollbackException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class TransactionsTest {

    private SessionFactoryScope scope;
    private Transactions transactions;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        this.scope = scope;
        this.transactions = Transactions.of(scope.factory());
    }

    private List<Integer> ids() {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select n.id from Note n order by n.id", Integer.class)
                        .getResultList());
    }

    private static void persist(TransactionScope transaction, int id) {
        transaction.session().persist(new Note(id));
    }

    @Test
    void commitsWhenTheWorkReturns() {
        var result = transactions.call(transaction -> {
            persist(transaction, 1);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void rollsBackAndPassesACheckedExceptionUnchanged() {
        var failure = new IOException("disk");

        assertThatThrownBy(() -> transactions.run(transaction -> {
                    persist(transaction, 1);
                    transaction.session().flush();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(ids()).isEmpty();
    }

    @Test
    void joinsTheTransactionOfTheThread() {
        transactions.run(outer -> transactions.run(inner -> {
            assertThat(inner.session()).isSameAs(outer.session());
            persist(inner, 1);
        }));

        assertThat(ids()).containsExactly(1);
    }

    @Test
    void rollsBackTheWholeWhenAJoinedUnitFailedAndTheFailureWasCaught() {
        var failure = new IllegalStateException("inner");

        assertThatThrownBy(() -> transactions.run(outer -> {
                    persist(outer, 1);
                    try {
                        transactions.run(inner -> {
                            throw failure;
                        });
                    } catch (IllegalStateException e) {
                        persist(outer, 2);
                    }
                }))
                .isInstanceOfSatisfying(
                        UnexpectedRollbackException.class,
                        e -> assertThat(e.code()).isEqualTo("transaction.unexpected-rollback"))
                .hasCause(failure);
        assertThat(ids()).isEmpty();
    }

    @Test
    void tellsOfARollbackThatASwallowedFailureOfTheSessionCaused() {
        scope.inTransaction(session -> session.persist(new Note(1)));

        assertThatThrownBy(() -> transactions.run(transaction -> {
                    persist(transaction, 1);
                    try {
                        transaction.session().flush();
                    } catch (ConstraintViolationException e) {
                        transaction.session().clear();
                    }
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
    }

    @Test
    void rollsBackWithoutAnExceptionOnRequest() {
        transactions.run(transaction -> {
            persist(transaction, 1);
            transaction.setRollbackOnly();
            assertThat(transaction.isRollbackOnly()).isTrue();
        });

        assertThat(ids()).isEmpty();
    }

    @Test
    void keepsANewTransactionApartFromTheOuterOne() {
        var apart = transactions.with(TransactionPolicy.defaults().withPropagation(Propagation.REQUIRES_NEW));

        assertThatThrownBy(() -> transactions.run(outer -> {
                    persist(outer, 1);
                    apart.run(inner -> {
                        assertThat(inner.session()).isNotSameAs(outer.session());
                        persist(inner, 2);
                    });
                    throw new IllegalStateException("outer");
                }))
                .hasMessage("outer");
        assertThat(ids()).containsExactly(2);
    }

    @Test
    void refusesMandatoryWorkOutsideATransaction() {
        var mandatory = transactions.with(TransactionPolicy.defaults().withPropagation(Propagation.MANDATORY));

        assertThatThrownBy(() -> mandatory.run(transaction -> persist(transaction, 1)))
                .isInstanceOfSatisfying(
                        NoOuterTransactionException.class,
                        e -> assertThat(e.code()).isEqualTo("transaction.no-outer"));
        transactions.run(outer -> mandatory.run(inner -> persist(inner, 2)));
        assertThat(ids()).containsExactly(2);
    }

    @Test
    void goesOnAfterANestedPartFailed() {
        transactions.run(transaction -> {
            persist(transaction, 1);
            assertThatThrownBy(() -> transaction.nested(part -> {
                        persist(part, 2);
                        part.session().flush();
                        throw new IllegalStateException("part");
                    }))
                    .hasMessage("part");
            persist(transaction, 3);
        });

        assertThat(ids()).containsExactly(1, 3);
    }

    @Test
    void goesOnAfterAConstraintViolationInANestedPart() {
        transactions.run(transaction -> {
            persist(transaction, 1);
            assertThatThrownBy(() -> transaction.nested(part -> {
                        part.session().clear();
                        persist(part, 1);
                    }))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(transaction.isRollbackOnly()).isFalse();
            persist(transaction, 2);
        });

        assertThat(ids()).containsExactly(1, 2);
    }

    @Test
    void refusesToLoseAChangeOfAnEntityThatAFailedPartDetached() {
        scope.inTransaction(session -> session.persist(new Note(1)));

        assertThatThrownBy(() -> transactions.run(transaction -> {
                    var note = transaction.session().find(Note.class, 1);
                    failPart(transaction);
                    note.text = "lost";
                }))
                .isInstanceOfSatisfying(DetachedChangeException.class, e -> {
                    assertThat(e.code()).isEqualTo("transaction.detached-change");
                    assertThat(e.entityName()).isEqualTo(Note.class.getName());
                });
        assertThat(texts()).containsExactly("");
    }

    @Test
    void acceptsAMergedChangeOfAnEntityThatAFailedPartDetached() {
        scope.inTransaction(session -> session.persist(new Note(1)));

        transactions.run(transaction -> {
            var note = transaction.session().find(Note.class, 1);
            failPart(transaction);
            note.text = "merged";
            transaction.session().merge(note);
        });

        assertThat(texts()).containsExactly("merged");
    }

    @Test
    void writesNothingThatAFailedPartChanged() {
        scope.inTransaction(session -> session.persist(new Note(1)));

        transactions.run(transaction -> {
            var note = transaction.session().find(Note.class, 1);
            assertThatThrownBy(() -> transaction.nested(part -> {
                        note.text = "changed in the part";
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
        });

        assertThat(texts()).containsExactly("");
    }

    private static void failPart(TransactionScope transaction) {
        assertThatThrownBy(() -> transaction.nested(part -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<String> texts() {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select n.text from Note n order by n.id", String.class)
                        .getResultList());
    }

    @Test
    void nestsWithinTheOuterTransactionByPolicy() {
        var nested = transactions.with(TransactionPolicy.defaults().withPropagation(Propagation.NESTED));

        transactions.run(outer -> {
            assertThatThrownBy(() -> nested.run(inner -> {
                        persist(inner, 1);
                        transactions.run(joined -> {
                            throw new IllegalStateException("joined");
                        });
                    }))
                    .hasMessage("joined");
            nested.run(inner -> persist(inner, 2));
        });

        assertThat(ids()).containsExactly(2);
    }

    @Test
    void joinsAndLeavesOpenAGivenSession() {
        scope.inTransaction(session -> {
            Transactions.of(session).run(transaction -> {
                persist(transaction, 1);
                transactions.run(inner -> assertThat(inner.session()).isSameAs(transaction.session()));
            });
            assertThat(session.isOpen()).isTrue();
        });
        try (var session = scope.openSession()) {
            Transactions.of(session).run(transaction -> persist(transaction, 2));
            assertThat(session.getTransaction().isActive()).isFalse();
        }

        assertThat(ids()).containsExactly(1, 2);
    }

    @Test
    void keepsTheOwnerOfAGivenSessionFromCommittingHalfAUnit() {
        try (var session = scope.openSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> Transactions.of(session).run(transaction -> {
                        persist(transaction, 1);
                        throw new IllegalStateException("half");
                    }))
                    .hasMessage("half");

            assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("half");
        }
        assertThat(ids()).isEmpty();
    }

    @Test
    void callsBackWithTheOutcome() {
        var calls = new ArrayList<String>();

        transactions.run(transaction -> {
            transaction.onCommit(() -> calls.add("committed " + ids()));
            transaction.onRollback(() -> calls.add("never"));
            transaction.onCompletion(outcome -> calls.add(outcome.name()));
            persist(transaction, 1);
        });
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    transaction.onCommit(() -> calls.add("never"));
                    transaction.onRollback(() -> calls.add("rolled back"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(calls).containsExactly("committed [1]", "COMMITTED", "rolled back");
    }

    @Test
    void callsBackThoseOfAFailedPartAsRolledBack() {
        var calls = new ArrayList<String>();

        transactions.run(transaction -> {
            transaction.onCommit(() -> calls.add("outer"));
            assertThatThrownBy(() -> transaction.nested(part -> {
                        part.onCommit(() -> calls.add("never"));
                        part.onRollback(() -> calls.add("part"));
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
        });

        assertThat(calls).containsExactly("outer", "part");
    }

    @Test
    void runsAllCallbacksAndHandsFailuresToTheHandler() {
        var failures = new ArrayList<Throwable>();
        var calls = new ArrayList<String>();
        var first = new IllegalStateException("first");
        var second = new AssertionError("second");

        transactions
                .withFailureHandler((outcome, failure) -> failures.add(failure))
                .run(transaction -> {
                    transaction.onCommit(() -> {
                        throw first;
                    });
                    transaction.onCommit(() -> {
                        throw second;
                    });
                    transaction.onCommit(() -> calls.add("third"));
                });

        assertThat(failures).containsExactly(first, second);
        assertThat(calls).containsExactly("third");
    }

    @Test
    void callsBackAtTheEndOfAGivenSessionsTransactionAndNotOfTheNext() {
        var calls = new ArrayList<String>();
        try (var session = scope.openSession()) {
            var transaction = session.beginTransaction();
            Transactions.of(session).run(joined -> joined.onCompletion(outcome -> calls.add("first " + outcome)));
            assertThat(calls).isEmpty();
            transaction.rollback();
            assertThat(calls).containsExactly("first ROLLED_BACK");

            session.beginTransaction();
            session.getTransaction().commit();
        }

        assertThat(calls).containsExactly("first ROLLED_BACK");
    }

    @Test
    void endsTheScopeWithTheWork() {
        var kept = new ArrayList<TransactionScope>();

        transactions.run(kept::add);

        assertThatThrownBy(() -> kept.get(0).session())
                .isInstanceOfSatisfying(
                        TransactionScopeEndedException.class,
                        e -> assertThat(e.code()).isEqualTo("transaction.scope-ended"));
    }

    @Test
    void offersAStatelessSessionInTheSameTransaction() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    transaction.statelessSession().insert(new Note(1));
                    assertThat(transaction.session().find(Note.class, 1)).isNotNull();
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ids()).isEmpty();
    }

    @Test
    void setsAndResetsTheIsolation() {
        var serializable = transactions.with(TransactionPolicy.defaults().withIsolation(Isolation.SERIALIZABLE));

        var level = serializable.call(transaction -> level(transaction.session()));

        assertThat(level).isEqualTo(java.sql.Connection.TRANSACTION_SERIALIZABLE);
        assertThat(transactions.<Integer, RuntimeException>call(transaction -> level(transaction.session())))
                .isEqualTo(java.sql.Connection.TRANSACTION_READ_COMMITTED);
    }

    private static int level(Session session) {
        return session.doReturningWork(java.sql.Connection::getTransactionIsolation);
    }

    @Entity(name = "Note")
    static class Note {

        @Id
        int id;

        String text = "";

        Note() {}

        Note(int id) {
            this.id = id;
        }
    }
}
