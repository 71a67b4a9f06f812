/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.repository.async.AsyncLimits;
import dev.hibernateext.repository.async.AsyncRejectedException;
import dev.hibernateext.repository.async.AsyncRepository;
import dev.hibernateext.repository.async.AsyncSessions;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class AsyncSessionsIT {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void doesEveryVerbInASessionAndATransactionOfItsOwn(SessionFactoryScope scope) throws Exception {
        try (var async = open(scope, 4, 100)) {
            AsyncRepository<Letter, Integer> letters = async.repository(Letter.class);
            var sessions = IntStream.range(0, 20)
                    .mapToObj(id -> async.call(transaction -> {
                        transaction.session().persist(new Letter(id));
                        return transaction.session();
                    }))
                    .toList();

            assertThat(sessions.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
            assertThat(letters.read(repository -> repository.count()).get()).isEqualTo(20);
            assertThat(letters.write(repository ->
                                    repository.update(3, ExpectedVersion.of(0), letter -> letter.text = "changed"))
                            .thenCombine(
                                    letters.read(repository -> repository.get(4)), (one, two) -> one.text + two.text)
                            .get())
                    .isEqualTo("changed");
            assertThat(letters.read(repository -> repository.get(3).text).get()).isEqualTo("changed");
        }
    }

    @Test
    void worksInTheContextOfTheCaller(SessionFactoryScope scope) {
        try (var async = open(scope, 2, 10)) {
            CompletableFuture<Letter> ada;
            try (var context = Contexts.open(Context.ofActor("ada"))) {
                ada = insert(async, 1);
            }
            var nobody = insert(async, 2);

            assertThat(ada.join().getCreatedBy()).isEqualTo("ada");
            assertThat(nobody.join().getCreatedBy()).isNull();
        }
    }

    @Test
    void failsWithWhatTheWorkThrewAndRollsBack(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 10)) {
            AsyncRepository<Letter, Integer> letters = async.repository(Letter.class);

            var failing = letters.write(repository -> {
                repository.insert(new Letter(1));
                return repository.get(2);
            });

            assertThatThrownBy(failing::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(EntityMissingException.class);
            assertThat(letters.read(repository -> repository.find(1)).join()).isEmpty();
        }
    }

    @Test
    void writesNothingOfWhatARepositoryReads(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 10)) {
            AsyncRepository<Letter, Integer> letters = async.repository(Letter.class);
            insert(async, 1).join();

            letters.read(repository -> repository.get(1).text = "changed").join();

            assertThat(letters.read(repository -> repository.get(1).text).join())
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatIsTooMuch(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 1)) {
            var first = blocked(async);
            var second = insert(async, 2);
            var third = insert(async, 3);

            assertThatThrownBy(third::get).cause().isInstanceOfSatisfying(AsyncRejectedException.class, error -> {
                assertThat(error.code()).isEqualTo("async.too-much-waiting");
                assertThat(error.status()).isEqualTo(503);
                assertThat(error).hasMessageContaining("1 run and 1 wait");
            });
            released.countDown();
            assertThat(first.join()).isTrue();
            assertThat(second.join().id).isEqualTo(2);
        }
    }

    @Test
    void neverBeginsWhatIsCancelledWhileItWaits(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 1)) {
            var first = blocked(async);
            var ran = new AtomicBoolean();
            var second = async.call(transaction -> {
                ran.set(true);
                return true;
            });

            assertThat(second.cancel(true)).isTrue();
            var third = insert(async, 3);
            released.countDown();

            assertThat(third.join().id).as("the place in the queue").isEqualTo(3);
            assertThat(first.join()).isTrue();
            assertThat(second).isCancelled();
            assertThat(ran).isFalse();
        }
    }

    @Test
    void rollsBackWhatIsCancelledWhileItRuns(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 10)) {
            var running = async.call(transaction -> {
                transaction.session().persist(new Letter(1));
                transaction.session().flush();
                begun.countDown();
                released.await();
                return true;
            });
            awaitBegin();

            assertThat(running.cancel(true)).isTrue();
            released.countDown();

            assertThat(AsyncSessionsIT.<Integer>letters(async)
                            .read(repository -> repository.count())
                            .join())
                    .isZero();
        }
    }

    @Test
    void cancelsTheQueryThatIsExecuted(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 10)) {
            insert(async, 1).join();
            scope.inTransaction(holder -> {
                holder.find(Letter.class, 1, LockModeType.PESSIMISTIC_WRITE);
                var waiting = async.call(
                        transaction -> transaction.session().find(Letter.class, 1, LockModeType.PESSIMISTIC_WRITE));
                await().until(() -> waitsForLock(holder, scope.database().kind()));

                assertThat(waiting.cancel(true)).isTrue();

                assertThat(insert(async, 2).join().id)
                        .as("the only thread is free while the lock is held")
                        .isEqualTo(2);
            });
        }
    }

    @Test
    void isTooLateToCancelWhatIsCommitted(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 10)) {
            var done = insert(async, 1);
            done.join();

            assertThat(done.cancel(true)).isFalse();
            assertThat(done).isCompletedWithValueMatching(letter -> letter.id == 1);
        }
    }

    @Test
    void waitsForWhatWasBegunWhenItIsClosed(SessionFactoryScope scope) throws InterruptedException {
        var async = open(scope, 1, 10);
        var first = blocked(async);
        var second = insert(async, 2);
        var closing = new Thread(async::close);
        closing.start();
        await().until(() -> insert(async, 3).isCompletedExceptionally());
        assertThat(closing.isAlive()).isTrue();

        released.countDown();
        closing.join();

        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompleted();
        assertThatThrownBy(() -> insert(async, 4).get())
                .cause()
                .isInstanceOfSatisfying(
                        AsyncRejectedException.class,
                        error -> assertThat(error.code()).isEqualTo("async.closed"));
    }

    @Test
    void cancelsWhatIsLeftWhenTheThreadThatClosesIsInterrupted(SessionFactoryScope scope) throws InterruptedException {
        var async = open(scope, 1, 10);
        var first = blocked(async);
        var second = insert(async, 2);
        var closing = new Thread(async::close);
        closing.start();

        closing.interrupt();
        await().until(first::isCancelled);
        released.countDown();
        closing.join();

        assertThat(second).isCancelled();
        scope.inTransaction(session -> assertThat(session.find(Letter.class, 2)).isNull());
    }

    @Test
    void runsOnVirtualThreadsWhereThereAreAny(SessionFactoryScope scope) {
        try (var async = open(scope, 1, 0)) {
            var thread = async.call(transaction -> Thread.currentThread()).join();

            assertThat(thread.getName()).startsWith("hibernate-ext-async-");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getClass().getSimpleName().equals("VirtualThread"))
                    .isEqualTo(Runtime.version().feature() >= 21);
        }
    }

    @Test
    void refusesLimitsThatLetNothingRun() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AsyncLimits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AsyncLimits(1, -1));
    }

    private CompletableFuture<Boolean> blocked(AsyncSessions async) {
        var blocked = async.call(transaction -> {
            begun.countDown();
            released.await();
            return true;
        });
        awaitBegin();
        return blocked;
    }

    private void awaitBegin() {
        await().until(() -> begun.getCount() == 0);
    }

    private static boolean waitsForLock(Session session, DatabaseKind kind) {
        var waiting = switch (kind) {
            case H2 -> "select count(*) from information_schema.sessions where blocker_id is not null";
            case POSTGRESQL -> "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
            case MARIADB -> "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";
        };
        return session.createNativeQuery(waiting, Long.class).getSingleResult() > 0;
    }

    private static CompletableFuture<Letter> insert(AsyncSessions async, int id) {
        return AsyncSessionsIT.<Integer>letters(async).write(repository -> repository.insert(new Letter(id)));
    }

    private static <K> AsyncRepository<Letter, K> letters(AsyncSessions async) {
        return async.repository(Letter.class);
    }

    private static AsyncSessions open(SessionFactoryScope scope, int running, int waiting) {
        return AsyncSessions.of(scope.factory(), new AsyncLimits(running, waiting));
    }

    @Entity(name = "Letter")
    static class Letter extends AuditedEntity {

        @Id
        int id;

        String text = "";

        protected Letter() {}

        Letter(int id) {
            this.id = id;
        }
    }
}
