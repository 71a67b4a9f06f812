/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.transaction.IncompatibleTransactionException;
import dev.hibernateext.core.transaction.Isolation;
import dev.hibernateext.core.transaction.TransactionOutcome;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.core.transaction.UnexpectedRollbackException;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units of work in a stateless session that is given, as those of Jakarta Data repositories are. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class StatelessTransactionsIT {

    private final List<TransactionOutcome> outcomes = new ArrayList<>();
    private SessionFactoryScope scope;
    private StatelessSession session;
    private Transactions transactions;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        this.scope = scope;
        session = scope.openStatelessSession();
        transactions = Transactions.of(session);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void commitsWhatTheWorkDidAndLeavesTheSessionOpen() {
        transactions.run(transaction -> {
            transaction.onCompletion(outcomes::add);
            assertThat(transaction.statelessSession()).isSameAs(session);
            session.insert(new Page(1));
            transaction.session().persist(new Page(2));
        });

        assertThat(ids()).containsExactly(1, 2);
        assertThat(outcomes).containsExactly(TransactionOutcome.COMMITTED);
        assertThat(session.isOpen()).isTrue();
        assertThat(session.isJoinedToTransaction()).isFalse();
    }

    @Test
    void rollsBackWhatFails() {
        assertThatThrownBy(() -> transactions.run(transaction -> {
                    transaction.onCompletion(outcomes::add);
                    session.insert(new Page(1));
                    transaction.session().persist(new Page(2));
                    transaction.session().flush();
                    throw new Undo();
                }))
                .isInstanceOf(Undo.class);

        assertThat(ids()).isEmpty();
        assertThat(outcomes).containsExactly(TransactionOutcome.ROLLED_BACK);
    }

    @Test
    void nestsBySavepoint() {
        transactions.run(transaction -> {
            session.insert(new Page(1));
            assertThatThrownBy(() -> transaction.nested(part -> {
                        part.onCompletion(outcomes::add);
                        session.insert(new Page(2));
                        part.session().persist(new Page(3));
                        part.session().flush();
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            transaction.nested(part -> part.session().persist(new Page(4)));
            session.insert(new Page(5));
        });

        assertThat(ids()).containsExactly(1, 4, 5);
        assertThat(outcomes).containsExactly(TransactionOutcome.ROLLED_BACK);
    }

    /** A batch of the connection that was not full outlived the savepoint and was executed with the commit. */
    @Test
    void forgetsABatchOfAPartThatFailed() {
        session.setJdbcBatchSize(10);
        transactions.run(transaction -> {
            session.insert(new Page(1));
            assertThatThrownBy(() -> transaction.nested(part -> {
                        session.insert(new Page(2));
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
        });

        assertThat(ids()).containsExactly(1);
    }

    @Test
    void joinsATransactionOfTheSession() {
        session.beginTransaction();
        transactions.run(transaction -> {
            transaction.onCompletion(outcomes::add);
            session.insert(new Page(1));
            transaction.session().persist(new Page(2));
        });
        assertThat(outcomes).isEmpty();
        session.getTransaction().commit();

        assertThat(ids()).containsExactly(1, 2);
        assertThat(outcomes).containsExactly(TransactionOutcome.COMMITTED);
    }

    @Test
    void keepsTheOuterTransactionFromCommittingHalf() {
        assertThatExceptionOfType(UnexpectedRollbackException.class)
                .isThrownBy(() -> transactions.run(outer -> {
                    session.insert(new Page(1));
                    assertThatThrownBy(() -> transactions.run(inner -> {
                                throw new Undo();
                            }))
                            .isInstanceOf(Undo.class);
                }));

        assertThat(ids()).isEmpty();
    }

    @Test
    void isJoinedByUnitsOfWorkOnTheFactory() {
        transactions.run(transaction -> Transactions.of(scope.factory()).run(inner -> {
            assertThat(inner.statelessSession()).isSameAs(session);
            session.insert(new Page(1));
        }));

        assertThat(ids()).containsExactly(1);
    }

    @Test
    void remembersNothingOfAnEarlierTransaction() {
        transactions.run(transaction -> transaction.session().persist(new Page(1)));
        scope.inTransaction(other -> other.find(Page.class, 1).text = "theirs");

        var seen = transactions.<String, RuntimeException>call(
                transaction -> String.valueOf(transaction.session().find(Page.class, 1).text));

        assertThat(seen).isEqualTo("theirs");
    }

    @Test
    void namesTheConflictBehindAStaleUpdate() {
        scope.inTransaction(other -> other.persist(new Page(1)));
        var stale = scope.fromStatelessTransaction(other -> other.get(Page.class, 1));
        scope.inTransaction(other -> other.find(Page.class, 1).text = "theirs");

        assertThatExceptionOfType(VersionConflictException.class)
                .isThrownBy(() -> transactions.run(transaction -> session.update(stale)))
                .satisfies(conflict -> assertThat(conflict.current()).isEqualTo(1L));
    }

    @Test
    void tellsListenersOnce() {
        var told = new ArrayList<String>();
        try (var registration = Changes.of(scope.factory())
                .register(ChangeListener.afterCommit(changes ->
                        changes.entities().forEach(change -> told.add(change.kind() + " " + change.id()))))) {
            transactions.run(transaction -> {
                session.insert(new Page(1));
                transaction.session().persist(new Page(2));
            });
        }

        assertThat(told).containsExactlyInAnyOrder("INSERT 1", "INSERT 2");
    }

    @Test
    void refusesAnIsolationTheSessionCannotHave() {
        var isolated = transactions.with(TransactionPolicy.defaults().withIsolation(Isolation.SERIALIZABLE));

        assertThatExceptionOfType(IncompatibleTransactionException.class)
                .isThrownBy(() -> isolated.run(transaction -> session.insert(new Page(1))));
        assertThat(ids()).isEmpty();
    }

    private List<Integer> ids() {
        return scope.fromTransaction(
                other -> other.createSelectionQuery("select id from Page order by id", Integer.class)
                        .getResultList());
    }

    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Page")
    static class Page extends VersionedEntity {
        @Id
        int id;

        @Nullable
        String text;

        Page() {}

        Page(int id) {
            this.id = id;
        }
    }
}
