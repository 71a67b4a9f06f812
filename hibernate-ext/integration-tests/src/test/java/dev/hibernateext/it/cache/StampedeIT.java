/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many sessions miss one result at once. */
@HibernateExtTest(
        entities = StampedeIT.Slow.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.use_query_cache", value = "true"),
            @Setting(name = CacheSettings.RESULT_LOAD_WAIT, value = "PT60S")
        })
class StampedeIT {

    private static final int MANY = 1_000;
    private static final int FEW = 30;

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;
    private final int readers;

    StampedeIT(SessionFactoryScope scope, StatementRecorder statements, DatabaseUnderTest database) {
        this.scope = scope;
        this.statements = statements;
        this.readers = database.kind() == DatabaseKind.H2 ? MANY : FEW;
    }

    @BeforeEach
    void fill() {
        scope.inTransaction(session -> session.persist(new Slow(1, "a")));
        statements.clear();
        Gate.close();
    }

    @AfterEach
    void open() {
        Gate.open();
    }

    @Test
    void causesOneStatement() throws Exception {
        var before = CachedResults.of(scope.factory()).statistics();
        var all = start(scope, readers, StampedeIT::cached);
        awaitWaiting(all, readers - 1);

        Gate.open();

        for (var reader : all) {
            assertThat(reader.names()).containsExactly("a");
        }
        statements.assertCount(1);
        var after = CachedResults.of(scope.factory()).statistics();
        assertThat(after.savedLoads() - before.savedLoads()).isEqualTo(readers - 1);
        assertThat(after.misses() - before.misses()).isEqualTo(1);
    }

    @Test
    void causesAsManyStatementsAsReadersWithoutTheCache() throws Exception {
        Gate.open();
        var together = new CountDownLatch(FEW);
        var all = start(scope, FEW, session -> {
            session.doWork(connection -> {});
            together.countDown();
            awaitUninterruptibly(together);
            return query(session).getResultList();
        });

        for (var reader : all) {
            assertThat(reader.names()).containsExactly("a");
        }
        statements.assertCount(FEW);
    }

    @Test
    void endsForALoaderThatFailsAlone() throws Exception {
        Gate.failOnce();
        var all = start(scope, FEW, StampedeIT::cached);
        awaitWaiting(all, FEW - 1);

        Gate.open();

        var failed = 0;
        for (var reader : all) {
            failed += reader.hasFailed() ? 1 : 0;
        }
        assertThat(failed).isEqualTo(1);
        statements.assertCount(2);
    }

    /** Hibernate puts what it read before it failed. */
    @Test
    void leavesNothingOfALoadThatFailed() {
        Gate.open();
        Gate.failOnce();

        assertThatThrownBy(() -> scope.<List<String>>fromTransaction(StampedeIT::cached))
                .hasStackTraceContaining(Gate.FAILURE);

        assertThat(scope.<List<String>>fromTransaction(StampedeIT::cached)).containsExactly("a");
    }

    @Test
    void leavesPartOfAResultInHibernate() {
        Gate.open();
        Gate.failOnce();

        assertThatThrownBy(() -> scope.<List<String>>fromTransaction(StampedeIT::cacheable))
                .hasStackTraceContaining(Gate.FAILURE);

        assertThat(scope.<List<String>>fromTransaction(StampedeIT::cacheable)).isEmpty();
    }

    private static List<String> cacheable(Session session) {
        return query(session).setCacheable(true).getResultList();
    }

    @Test
    void doesNotHoldAReaderForLongerThanSet() throws Exception {
        try (var impatient =
                scope.openAnother(settings -> settings.put(CacheSettings.RESULT_LOAD_WAIT, Duration.ofMillis(20)))) {
            var slow = start(impatient, 1, StampedeIT::cached);
            await().until(Gate::isAwaited);

            var others = start(impatient, 2, StampedeIT::cached);
            await().until(() -> Gate.awaited() == 3);
            Gate.open();

            for (var reader : others) {
                assertThat(reader.names()).containsExactly("a");
            }
            assertThat(slow.get(0).names()).containsExactly("a");
        }
    }

    /** It may see something else than the one who loads. */
    @Test
    void doesNotHoldAReaderThatWroteTheTable() throws Exception {
        var loader = start(scope, 1, StampedeIT::cached);
        await().until(Gate::isAwaited);
        Gate.openFor(Thread.currentThread());

        scope.inTransaction(session -> {
            session.persist(new Slow(2, "b"));
            assertThat(cached(session)).containsExactly("a", "b");
        });

        Gate.open();
        assertThat(loader.get(0).names()).containsExactly("a");
        assertThat(scope.<List<String>>fromTransaction(StampedeIT::cached)).containsExactly("a", "b");
    }

    /** Where sessions of one thread are nested. */
    @Test
    void doesNotWaitForItself() {
        Gate.inside(() -> assertThat(scope.<List<String>>fromTransaction(StampedeIT::cached))
                .containsExactly("a"));
        Gate.open();

        assertThat(scope.<List<String>>fromTransaction(StampedeIT::cached)).containsExactly("a");

        statements.assertCount(2);
    }

    private static List<String> cached(Session session) {
        return CachedQuery.of(query(session)).getResultList();
    }

    private static SelectionQuery<String> query(Session session) {
        return session.createSelectionQuery("select name from Slow order by id", String.class);
    }

    private static List<Reader> start(SessionFactoryScope in, int count, Function<Session, List<String>> read) {
        var all = new ArrayList<Reader>();
        IntStream.range(0, count).forEach(number -> all.add(Reader.start(() -> in.fromTransaction(read))));
        return all;
    }

    private static void awaitWaiting(List<Reader> all, int count) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Gate.isAwaited()
                        && all.stream().filter(Reader::isWaiting).count() == count);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Reader(Thread thread, FutureTask<List<String>> result) {

        static Reader start(Callable<List<String>> read) {
            var task = new FutureTask<>(read);
            var thread = new Thread(null, task, "reader", 256 * 1024);
            thread.start();
            return new Reader(thread, task);
        }

        /** For another, for a limited time. */
        boolean isWaiting() {
            return thread.getState() == Thread.State.TIMED_WAITING;
        }

        List<String> names() throws InterruptedException, ExecutionException {
            return result.get();
        }

        boolean hasFailed() throws InterruptedException {
            try {
                return !names().equals(List.of("a"));
            } catch (ExecutionException e) {
                assertThat(e).hasStackTraceContaining(Gate.FAILURE);
                return true;
            }
        }
    }

    /** Its name takes as long to read as the test wants. */
    @Entity(name = "Slow")
    static class Slow {

        @Id
        int id;

        @Convert(converter = Gate.class)
        String name = "";

        Slow() {}

        Slow(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
