/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.transaction.CommitLostException;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionOutcomeUnknownException;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class LostCommitIT {

    private static final TransactionPolicy ASKING =
            TransactionPolicy.defaults().withOutcomeWait(Duration.ofSeconds(10));

    private SessionFactoryScope scope;
    private JdbcFaults faults;
    private Transactions transactions;
    private final List<String> outcomes = new ArrayList<>();
    private final List<Runnable> registrations = new ArrayList<>();

    @BeforeEach
    void open(SessionFactoryScope scope, JdbcFaults faults) {
        this.scope = scope;
        this.faults = faults;
        this.transactions = Transactions.of(scope.factory());
    }

    private void persist(Transactions by, int id, Fault fault) {
        by.run(transaction -> {
            transaction.onCompletion(outcome -> outcomes.add(outcome.name()));
            transaction.session().persist(new Payment(id));
            transaction.session().flush();
            if (transaction.attempt() == 1) {
                fault.arm(new SQLException("link down", "08006"));
            }
        });
    }

    private List<Integer> ids() {
        faults.clear();
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select p.id from Payment p order by p.id", Integer.class)
                        .getResultList());
    }

    /* With a witness: createStatement, executeQuery, next, close, close, commit. */
    private static final int COMMIT_WITH_WITNESS = 6;

    @Test
    void returnsNormallyWhenTheDatabaseSaysCommitted() {
        persist(transactions.with(ASKING), 1, failure -> faults.failAfterCall(COMMIT_WITH_WITNESS, failure));

        assertThat(faults.hitMethod()).isEqualTo("commit");
        assertThat(outcomes).containsExactly("COMMITTED");
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void failsAsRolledBackWhenTheDatabaseSaysSo() {
        assertThatThrownBy(() ->
                        persist(transactions.with(ASKING), 1, failure -> faults.failCall(COMMIT_WITH_WITNESS, failure)))
                .isInstanceOfSatisfying(CommitLostException.class, e -> {
                    assertThat(e.code()).isEqualTo("transaction.commit-lost");
                    assertThat(e.status()).isEqualTo(503);
                });

        assertThat(outcomes).containsExactly("ROLLED_BACK");
        assertThat(ids()).isEmpty();
    }

    @Test
    void runsTheWorkAgainWhenTheDatabaseSaysRolledBack() {
        var retrying =
                transactions.with(ASKING.withRetries(Retries.upTo(2).withFailures(RetryableFailure.CONNECTION_LOST)));

        persist(retrying, 1, failure -> faults.failCall(COMMIT_WITH_WITNESS, failure));

        assertThat(outcomes).containsExactly("ROLLED_BACK", "COMMITTED");
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void saysThatTheOutcomeIsUnknownUnlessItMayAsk() {
        assertThatThrownBy(() -> persist(transactions, 1, failure -> faults.failAfterCall(1, failure)))
                .isInstanceOfSatisfying(
                        TransactionOutcomeUnknownException.class,
                        e -> assertThat(e.code()).isEqualTo("transaction.outcome-unknown"))
                .hasMessageNotContaining("link down");

        assertThat(outcomes).containsExactly("UNKNOWN");
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void tellsHooksAndListenersNothingWhenTheOutcomeIsUnknown() {
        listen();

        assertThatThrownBy(() -> persist(transactions, 1, failure -> faults.failAfterCall(1, failure)))
                .isInstanceOf(TransactionOutcomeUnknownException.class);

        assertThat(outcomes).containsExactly("UNKNOWN");
    }

    @Test
    void tellsHooksAndListenersNothingOfATransactionBegunElsewhere() {
        listen();

        assertThatThrownBy(() -> scope.inTransaction(session -> {
                    session.persist(new Payment(1));
                    session.flush();
                    faults.failAfterCall(1, new SQLException("link down", "08006"));
                }))
                .isInstanceOf(PersistenceException.class);

        assertThat(outcomes).isEmpty();
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void logsThatNobodyIsTold() {
        var logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.change");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        listen();
        try {
            assertThatThrownBy(() -> persist(transactions, 1, failure -> faults.failAfterCall(1, failure)))
                    .isInstanceOf(TransactionOutcomeUnknownException.class);
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("HEXT000206: The commit of 1 changes got no answer")
                .doesNotContain("link down");
    }

    @Test
    void tellsHooksAndListenersOfTheNextTransactionAgain() {
        listen();

        try (var session = scope.openSession()) {
            assertThatThrownBy(() -> session.inTransaction(transaction -> {
                        session.persist(new Payment(1));
                        session.flush();
                        faults.failCall(1, new SQLException("link down", "08006"));
                    }))
                    .isInstanceOf(PersistenceException.class);
            session.clear();
            session.beginTransaction();
            session.persist(new Payment(2));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(outcomes).containsExactlyInAnyOrder("hook ROLLED_BACK", "listener ROLLED_BACK");
    }

    private void listen() {
        var hooks = Hooks.of(scope.factory()).on(Payment.class);
        registrations.add(hooks.afterCommit(changes -> outcomes.add("hook COMMITTED"))::close);
        registrations.add(hooks.afterRollback(changes -> outcomes.add("hook ROLLED_BACK"))::close);
        var listener = Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                outcomes.add("listener COMMITTED");
            }

            @Override
            public void afterRollback(ChangeSet discarded) {
                outcomes.add("listener ROLLED_BACK");
            }
        });
        registrations.add(listener::close);
    }

    @AfterEach
    void stopListening() {
        registrations.forEach(Runnable::run);
    }

    @Test
    void neverRetriesAnUnknownOutcome() {
        var retrying = transactions.with(TransactionPolicy.defaults()
                .withRetries(Retries.upTo(2).withFailures(RetryableFailure.CONNECTION_LOST)));

        assertThatThrownBy(() -> persist(retrying, 1, failure -> faults.failAfterCall(1, failure)))
                .isInstanceOf(TransactionOutcomeUnknownException.class);

        assertThat(outcomes).containsExactly("UNKNOWN");
    }

    @Test
    void keepsTheOutcomeOfACommitTheServerRefused() {
        scope.inTransaction(session -> session.createNativeMutationQuery(
                        "alter table Payment add constraint once unique (amount) deferrable initially deferred")
                .executeUpdate());

        assertThatThrownBy(() -> transactions.with(ASKING).run(transaction -> {
                    transaction.onCompletion(outcome -> outcomes.add(outcome.name()));
                    transaction.session().persist(new Payment(1));
                    transaction.session().persist(new Payment(2));
                }))
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));

        assertThat(outcomes).containsExactly("ROLLED_BACK");
        assertThat(ids()).isEmpty();
    }

    @Test
    void takesALostCommitOfATransactionThatWroteNothingAsRolledBack() {
        assertThatThrownBy(() -> transactions.with(ASKING).run(transaction -> {
                    transaction.onCompletion(outcome -> outcomes.add(outcome.name()));
                    transaction.session().find(Payment.class, 1);
                    faults.failAfterCall(COMMIT_WITH_WITNESS, new SQLException("link down", "08006"));
                }))
                .isInstanceOf(CommitLostException.class);

        assertThat(outcomes).containsExactly("ROLLED_BACK");
    }

    /** Arms a failure. */
    @FunctionalInterface
    private interface Fault {

        void arm(SQLException failure);
    }

    @Entity(name = "Payment")
    static class Payment {

        @Id
        int id;

        int amount = 100;

        Payment() {}

        Payment(int id) {
            this.id = id;
        }
    }
}
