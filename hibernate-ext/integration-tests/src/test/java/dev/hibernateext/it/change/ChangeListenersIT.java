/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.change.ChangeInterest;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeLoopException;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.internal.ChangeBuffer;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.it.change.Library.Book;
import dev.hibernateext.it.change.Library.Chapter;
import dev.hibernateext.it.change.Library.Place;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.it.change.Library.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        entities = {Book.class, Chapter.class, Reader.class, Shelf.class, Place.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ChangeListenersIT {

    private final RecordingListener told = new RecordingListener();
    private final List<Changes.Registration> registrations = new ArrayList<>();
    private final SessionFactoryScope scope;
    private final Changes changes;

    ChangeListenersIT(SessionFactoryScope scope) {
        this.scope = scope;
        this.changes = Changes.of(scope.factory());
    }

    @BeforeEach
    void register() {
        register(told);
    }

    private void register(ChangeListener listener) {
        registrations.add(changes.register(listener));
    }

    @AfterEach
    void unregister() {
        registrations.forEach(Changes.Registration::close);
    }

    @Test
    void tellsBeforeCompletionAndAfterCommitOnce() {
        scope.inTransaction(session -> session.persist(new Reader(1, "Ada")));

        assertThat(told.before).hasSize(1);
        assertThat(told.committed).hasSize(1);
        assertThat(told.rolledBack).isEmpty();
    }

    @Test
    void tellsNothingAsCommittedAfterRollback() {
        rollBack(session -> {
            session.persist(new Reader(1, "Ada"));
            session.flush();
        });

        assertThat(told.before).isEmpty();
        assertThat(told.committed).isEmpty();
        assertThat(told.rolledBack)
                .singleElement()
                .satisfies(set -> assertThat(set.entities()).hasSize(1));
    }

    private void rollBack(Consumer<Session> work) {
        try (var session = scope.openSession()) {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().rollback();
        }
    }

    @Test
    void tellsTransactionsOfOneSessionApart() {
        try (var session = scope.openSession()) {
            for (long id = 1; id <= 2; id++) {
                session.beginTransaction();
                session.persist(new Reader(id, "Ada"));
                session.getTransaction().commit();
            }
        }

        assertThat(told.committed).hasSize(2);
        assertThat(told.committed.get(1).entities())
                .extracting(EntityChange::id)
                .containsExactly(2L);
    }

    @Test
    void tellsOnceForSessionsThatShareATransaction() {
        scope.inTransaction(session -> {
            session.persist(new Reader(1, "Ada"));
            try (var child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Reader(2, "Eve"));
                child.flush();
            }
            try (var child = session.statelessWithOptions().connection().open()) {
                child.insert(new Reader(3, "Ida"));
            }
        });

        assertThat(told.only().entities()).extracting(EntityChange::id).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(told.before.stream().flatMap(set -> set.entities().stream())).hasSize(3);
    }

    @Test
    void tellsTheContextOfTheCommit() {
        var context = Context.ofActor("ada");
        try (var scopeOfContext = Contexts.open(context)) {
            scope.inTransaction(session -> session.persist(new Reader(1, "Ada")));
        }

        assertThat(told.only().context().actor()).isEqualTo(new Actor("ada"));
    }

    @Test
    void tellsEachListenerOnlyWhatConcernsIt() {
        var readers = new RecordingListener();
        registrations.add(changes.register(ChangeInterest.entities(Reader.class), readers));
        var shelves = new RecordingListener();
        registrations.add(changes.register(ChangeInterest.tables("SHELF"), shelves));

        scope.inTransaction(session -> {
            session.persist(new Reader(1, "Ada"));
            session.persist(new Book(1, "Emma", 7));
        });
        scope.inTransaction(session ->
                session.createMutationQuery("update Shelf set label = 'x'").executeUpdate());

        assertThat(readers.only().entities()).extracting(EntityChange::javaType).containsExactly(Reader.class);
        assertThat(shelves.committed).isEmpty();
    }

    @Test
    void capturesWhatListenersWriteAndFlushesIt() {
        register(new ChangeListener() {
            @Override
            public void beforeCompletion(ChangeSet set, SharedSessionContract session) {
                if (!set.of(Reader.class).isEmpty()) {
                    ((Session) session).persist(new Book(1, "about a reader", 1));
                }
            }
        });

        scope.inTransaction(session -> session.persist(new Reader(1, "Ada")));

        assertThat(told.only().entities()).extracting(EntityChange::javaType).containsExactly(Reader.class, Book.class);
        assertThat(told.before).hasSize(2);
        assertThat(told.before.get(1).of(Reader.class)).isEmpty();
        assertThat(scope.<Book>fromTransaction(session -> session.find(Book.class, 1L)))
                .isNotNull();
    }

    @Test
    void stopsListenersThatWriteForever() {
        register(new ChangeListener() {
            private long id = 10;

            @Override
            public void beforeCompletion(ChangeSet set, SharedSessionContract session) {
                ((Session) session).persist(new Reader(id++, "again"));
            }
        });

        assertThatThrownBy(() -> scope.inTransaction(session -> session.persist(new Reader(1, "Ada"))))
                .cause()
                .isInstanceOfSatisfying(ChangeLoopException.class, error -> {
                    assertThat(error.code()).isEqualTo("change.endless-loop");
                    assertThat(error.rounds()).isPositive();
                });
        assertThat(told.committed).isEmpty();
        assertThat(told.rolledBack).hasSize(1);
    }

    @Test
    void rollsBackWhenAListenerThrowsBeforeCompletion() {
        register(new ChangeListener() {
            @Override
            public void beforeCompletion(ChangeSet set, SharedSessionContract session) {
                throw new IllegalStateException("no");
            }
        });

        assertThatThrownBy(() -> scope.inTransaction(session -> session.persist(new Reader(1, "Ada"))))
                .hasRootCauseMessage("no");
        assertThat(told.committed).isEmpty();
        assertThat(told.rolledBack).hasSize(1);
        assertThat(scope.<Reader>fromTransaction(session -> session.find(Reader.class, 1L)))
                .isNull();
    }

    @Test
    void neverThrowsAtTheCallerOfACommittedTransaction() {
        var failures = new ArrayList<Throwable>();
        changes.onFailure((listener, failure) -> {
            failures.add(failure);
            throw new IllegalStateException("handler fails too");
        });
        registrations.add(0, changes.register(throwing(new AssertionError("error"))));
        register(throwing(new IllegalStateException("exception")));
        var last = new RecordingListener();
        register(last);

        assertThatCode(() -> scope.inTransaction(session -> session.persist(new Reader(1, "Ada"))))
                .doesNotThrowAnyException();

        assertThat(failures).hasSize(2);
        assertThat(last.committed).hasSize(1);
    }

    private static ChangeListener throwing(Throwable failure) {
        return new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet set) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    /** Stock Hibernate leaves later callbacks in the queue; they run with the outcome of the next transaction. */
    @Test
    void tellsTheRightOutcomeWhereStockCallbacksAreTold() {
        var stock = new ArrayList<Boolean>();
        try (var session = scope.openSession()) {
            session.beginTransaction();
            after(session, (committed, of) -> {
                throw new IllegalStateException("a foreign callback fails");
            });
            after(session, (committed, of) -> stock.add(committed));
            session.persist(new Reader(1, "Ada"));
            assertThatThrownBy(() -> session.getTransaction().commit()).hasMessageContaining("a foreign callback");
            assertThat(stock).isEmpty();
            assertThat(told.committed).hasSize(1);

            session.beginTransaction();
            session.persist(new Reader(2, "Eve"));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(stock).containsExactly(false);
        assertThat(told.committed).hasSize(1);
        assertThat(told.rolledBack)
                .singleElement()
                .satisfies(set ->
                        assertThat(set.entities()).extracting(EntityChange::id).containsExactly(2L));
    }

    private static void after(Session session, AfterCompletionCallback callback) {
        session.unwrap(SharedSessionContractImplementor.class)
                .getTransactionCompletionCallbacks()
                .registerCallback(callback);
    }

    @Test
    void letsLaterCallbacksRunWhenAListenerFails() {
        var outcomes = new ArrayList<Boolean>();
        register(throwing(new IllegalStateException("fails")));
        scope.inTransaction(session -> {
            session.persist(new Reader(1, "Ada"));
            session.flush();
            after(session, (committed, of) -> outcomes.add(committed));
        });

        assertThat(outcomes).containsExactly(true);
    }

    @Test
    void forgetsWhatIsRolledBackToASavepoint() {
        scope.inTransaction(session -> {
            var implementor = session.unwrap(SharedSessionContractImplementor.class);
            session.persist(new Reader(1, "Ada"));
            session.flush();
            var mark = ChangeBuffer.mark(implementor);
            var savepoint = session.doReturningWork(connection -> connection.setSavepoint());
            session.persist(new Reader(2, "Eve"));
            session.flush();
            session.doWork(connection -> connection.rollback(savepoint));
            ChangeBuffer.rollbackTo(mark, implementor);
            session.clear();
        });

        assertThat(told.only().entities()).extracting(EntityChange::id).containsExactly(1L);
    }

    @Test
    void stopsTellingWhenTheRegistrationIsClosed() {
        registrations.forEach(Changes.Registration::close);
        registrations.forEach(Changes.Registration::close);

        scope.inTransaction(session -> session.persist(new Reader(1, "Ada")));

        assertThat(told.before).isEmpty();
        assertThat(told.committed).isEmpty();
    }

    @Test
    void capturesNothingInASessionThatSwitchesItOff() {
        scope.inTransaction(session -> {
            try (var off = HibernateExt.of(session).without(Feature.CHANGE)) {
                session.persist(new Reader(1, "Ada"));
                session.flush();
                session.createMutationQuery("update Reader set city = 'x'").executeUpdate();
            }
        });

        assertThat(told.committed).isEmpty();
    }

    @Test
    void capturesNothingInAFactoryThatSwitchesItOff() {
        try (var off = scope.openAnother(settings -> settings.put(CoreSettings.CHANGE_ENABLED, "false"))) {
            var deaf = new RecordingListener();
            try (var registration = Changes.of(off.factory()).register(deaf)) {
                off.inTransaction(session -> {
                    session.persist(new Reader(1, "Ada"));
                    session.createMutationQuery("update Reader set city = 'x'").executeUpdate();
                });
            }

            assertThat(deaf.committed).isEmpty();
        }
    }

    @Test
    void allocatesNothingForCaptureWhereNobodyListens() {
        unregister();
        try (var off = scope.openAnother(settings -> settings.put(CoreSettings.CHANGE_ENABLED, "false"))) {
            insert(off, 0);
            insert(scope, 1000);

            var without = Long.MAX_VALUE;
            var with = Long.MAX_VALUE;
            for (int round = 0; round < 30; round++) {
                without = Math.min(without, allocatedByUpdates(off, "off " + round));
                with = Math.min(with, allocatedByUpdates(scope, "on " + round));
            }

            assertThat(with).isBetween(without * 99 / 100, without * 101 / 100);
        }
    }

    private static void insert(SessionFactoryScope in, long first) {
        in.inTransaction(session -> {
            for (long id = first; id < first + 200; id++) {
                session.persist(new Reader(id, "Ada"));
            }
        });
    }

    private static long allocatedByUpdates(SessionFactoryScope in, String name) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var session = in.openSession()) {
            session.beginTransaction();
            session.createSelectionQuery("from Reader", Reader.class)
                    .getResultList()
                    .forEach(reader -> reader.name = name);
            var start = threads.getCurrentThreadAllocatedBytes();
            session.flush();
            var allocated = threads.getCurrentThreadAllocatedBytes() - start;
            session.getTransaction().commit();
            return allocated;
        }
    }
}
