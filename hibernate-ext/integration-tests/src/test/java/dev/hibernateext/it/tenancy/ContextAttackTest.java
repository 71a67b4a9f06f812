/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.ContextScope;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.TenantSwitchException;
import dev.hibernateext.tenancy.Tenants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failure modes B of the context: a tenant goes to another thread when it is wrapped, and never by itself. */
class ContextAttackTest {

    private static final ExecutorService POOL = Executors.newSingleThreadExecutor();
    private static final Random RANDOM = new Random(7);

    /** Runs a task on another thread, and gives its result. */
    record Carrier(String name, How how) {

        interface How {
            Object run(Callable<Object> task) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @AfterAll
    static void shutDown() {
        POOL.shutdownNow();
    }

    static List<Carrier> carriers() {
        var carriers = new ArrayList<Carrier>();
        carriers.add(new Carrier("thread", task -> on(work -> new Thread(work).start(), task)));
        carriers.add(new Carrier("executor", task -> POOL.submit(task).get()));
        carriers.add(new Carrier(
                "fork and join", task -> new ForkJoinPool(1).submit(task).get()));
        carriers.add(new Carrier(
                "future",
                task -> CompletableFuture.supplyAsync(() -> unchecked(task)).join()));
        carriers.add(new Carrier(
                "stage",
                task -> CompletableFuture.runAsync(() -> {}, POOL)
                        .thenApplyAsync(done -> unchecked(task))
                        .join()));
        carriers.add(new Carrier("schedule", ContextAttackTest::scheduled));
        if (Runtime.version().feature() >= 21) {
            carriers.add(new Carrier("virtual thread", task -> on(ContextAttackTest::startVirtually, task)));
        }
        return carriers;
    }

    private static Object on(Executor executor, Callable<Object> task) throws Exception {
        var future = new FutureTask<>(task);
        executor.execute(future);
        return future.get();
    }

    /* Java 17 does not have the method. */
    private static void startVirtually(Runnable work) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object scheduled(Callable<Object> task) throws Exception {
        var scheduler = Executors.newScheduledThreadPool(1);
        try {
            return scheduler.schedule(task, 1, TimeUnit.MILLISECONDS).get();
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static Object unchecked(Callable<Object> task) {
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void b20GivesNoTenantToOtherThreadsByItself(Carrier carrier) throws Exception {
        Tenants.call("red", () -> {
            assertThatThrownBy(() -> carrier.how().run(Tenants::current))
                    .satisfies(error -> assertThat(rootOf(error)).isInstanceOf(NoTenantException.class));
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void b20GivesTheTenantOfTheWrapping(Carrier carrier) throws Exception {
        Callable<Object> wrapped = Tenants.call("red", () -> Contexts.wrap((Callable<Object>) Tenants::current));

        assertThat(Tenants.<Object>call("blue", () -> carrier.how().run(wrapped)))
                .hasToString("red");
        assertThatThrownBy(() -> carrier.how().run(Tenants::current))
                .satisfies(error -> assertThat(rootOf(error)).isInstanceOf(NoTenantException.class));
    }

    private static Throwable rootOf(Throwable error) {
        return (error instanceof ExecutionException || error instanceof CompletionException) && error.getCause() != null
                ? rootOf(error.getCause())
                : error;
    }

    @Test
    void b20GivesNoTenantToTheHelpersOfParallelStreams() throws Exception {
        var caller = Thread.currentThread();
        Tenants.call(
                "red",
                () -> IntStream.range(0, 10_000)
                        .parallel()
                        .mapToObj(number -> {
                            var own = Contexts.current().tenant();
                            assertThat(own == null).isEqualTo(Thread.currentThread() != caller);
                            return number;
                        })
                        .count());
    }

    /** A thread that was born in the scope of one tenant works for another. */
    @Test
    void b19LeavesNothingInWarmThreads() throws Exception {
        var leaking = new InheritableThreadLocal<String>();
        var warm = Executors.newSingleThreadExecutor();
        try {
            leaking.set("red");
            Tenants.call("red", () -> warm.submit(() -> {}).get());
            leaking.set("blue");

            assertThatThrownBy(() -> Tenants.call(
                            "blue", () -> warm.submit(Tenants::current).get()))
                    .hasCauseInstanceOf(NoTenantException.class);
            // the blade: what an inherited thread local makes of it
            assertThat(warm.submit(leaking::get).get()).isEqualTo("red");
        } finally {
            warm.shutdownNow();
        }
    }

    @Test
    void b22RestoresWhatWasInForceAfterExceptions() {
        Tenants.run("red", () -> {
            assertThatThrownBy(() -> Tenants.run("red", () -> {
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(Tenants.current()).hasToString("red");
            assertThatThrownBy(() -> Tenants.open("blue")).isInstanceOf(TenantSwitchException.class);
            assertThat(Tenants.current()).hasToString("red");
        });
        assertThatThrownBy(Tenants::current).isInstanceOf(NoTenantException.class);
    }

    /**
     * The blade. How scopes close cannot be switched off, so others stand in, which put back what they found and are closed in another
     * order than opened.
     */
    @Test
    void b22LeavesATenantBehindWhereScopesRestoreWhatTheyFound() {
        var inForce = new ThreadLocal<String>();
        var outer = restoring(inForce, "red");
        var inner = restoring(inForce, "red");
        outer.run();
        inner.run();

        assertThat(inForce.get()).isEqualTo("red");
        var first = Tenants.open("red");
        var second = Tenants.open("red");
        first.close();
        second.close();
        assertThat(Contexts.isOpen()).isFalse();
    }

    private static Runnable restoring(ThreadLocal<String> inForce, String tenant) {
        var found = inForce.get();
        inForce.set(tenant);
        return () -> inForce.set(found);
    }

    /** Scopes of many threads, opened and closed in any order, against a model of what is in force. */
    @Test
    void b22KeepsScopesOfEachThreadApartInAnyOrder() {
        var seed = RANDOM.nextLong();
        IntStream.range(0, 8)
                .mapToObj(thread ->
                        CompletableFuture.runAsync(() -> nest(seed + thread), Executors.newSingleThreadExecutor()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static void nest(long seed) {
        var random = new Random(seed);
        record Open(ContextScope scope, String tenant) {}
        var open = new ArrayDeque<Open>();
        for (var step = 0; step < 5_000; step++) {
            if (open.isEmpty() || (random.nextInt(3) > 0 && open.size() < 20)) {
                var tenant = open.isEmpty()
                        ? "t" + random.nextInt(50)
                        : open.getLast().tenant();
                open.addLast(new Open(Tenants.open(tenant), tenant));
            } else {
                var closed = random.nextBoolean() ? open.removeLast() : open.removeFirst();
                closed.scope().close();
            }
            if (open.isEmpty()) {
                assertThat(Contexts.isOpen()).as("seed %d", seed).isFalse();
            } else {
                assertThat(Tenants.current())
                        .as("seed %d", seed)
                        .hasToString(open.getLast().tenant());
            }
        }
        open.forEach(scope -> scope.scope().close());
        assertThat(Contexts.isOpen()).isFalse();
    }

    @Test
    void b28FoldsIdentifiersOnce() {
        try (var outer = Tenants.open("C2")) {
            assertThat(Tenants.current()).hasToString("c2");
            Tenants.run("c2", () -> assertThat(Tenants.current()).hasToString("c2"));
        }
    }
}
