/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.async;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.TransactionWork;
import dev.hibernateext.core.transaction.Transactions;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs work with the database on threads of its own: virtual ones where the runtime has them, which is from 21 on.
 *
 * <pre>{@code
 * try (var async = AsyncSessions.of(factory, new AsyncLimits(8, 1_000))) {
 *     AsyncRepository<Track, Integer> tracks = async.repository(Track.class);
 *     CompletableFuture<Track> track = tracks.read(repository -> repository.get(7));
 *     CompletableFuture<Track> added = tracks.write(repository -> repository.insert(new Track("So What")));
 * }
 * }</pre>
 *
 * <p>Each call has a session and a transaction of its own and runs in the context of its caller: actor, tenant and operation
 * are those in force when it was made. What it gives back is detached. A future fails with what the work threw, after the rollback.
 *
 * <p>{@link CompletableFuture#cancel} of a call that waits makes it never begin; of one that runs, it cancels the query that is
 * executed and rolls back. A cancelled future never was committed: where the commit has begun, cancel answers false. Stages made
 * from a future do not pass a cancellation on.
 *
 * <p>What is done with a future as it completes is done on these threads; do not wait for another call there.
 *
 * <p>Safe for use by many threads. To be closed, which waits for what was begun.
 */
public final class AsyncSessions implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    private final Transactions transactions;
    private final TransactionPolicy policy;
    private final ThreadPoolExecutor executor;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();

    private AsyncSessions(SessionFactory factory, AsyncLimits limits, TransactionPolicy policy) {
        this.transactions = Transactions.of(factory);
        this.policy = policy;
        this.executor = new ThreadPoolExecutor(
                limits.running(),
                limits.running(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue(limits.waiting()),
                WorkerThreads.factory());
        executor.allowCoreThreadTimeOut(true);
    }

    private static BlockingQueue<Runnable> queue(int waiting) {
        return waiting == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waiting);
    }

    /**
     * Opens an executor.
     *
     * @param factory an open session factory
     * @param limits how much is done at once
     * @return to be closed before the factory
     */
    public static AsyncSessions of(SessionFactory factory, AsyncLimits limits) {
        return of(factory, limits, TransactionPolicy.defaults());
    }

    /**
     * Opens an executor whose transactions follow a policy, such as one with retries.
     *
     * @param factory an open session factory
     * @param limits how much is done at once
     * @param policy of each call's transaction
     * @return to be closed before the factory
     */
    public static AsyncSessions of(SessionFactory factory, AsyncLimits limits, TransactionPolicy policy) {
        return new AsyncSessions(factory, limits, policy);
    }

    /**
     * The rows of one entity.
     *
     * @param type the entity
     * @param <E> the entity
     * @param <K> the type of its id
     * @return for use by many threads
     */
    public <E, K> AsyncRepository<E, K> repository(Class<E> type) {
        return new AsyncRepository<>(this, type);
    }

    /**
     * Runs any work in a transaction.
     *
     * @param work what to do; may run several times if the policy allows retries
     * @param <R> what it returns
     * @return completes after the commit, or fails with what the work threw; with an {@link AsyncRejectedException} where too much
     *     waits already, and after the close
     */
    public <R extends @Nullable Object> CompletableFuture<R> call(TransactionWork<R, ? extends Exception> work) {
        return submit(policy, work);
    }

    <R extends @Nullable Object> CompletableFuture<R> read(TransactionWork<R, ? extends Exception> work) {
        return submit(policy.withReadOnly(true), work);
    }

    private <R extends @Nullable Object> CompletableFuture<R> submit(
            TransactionPolicy rules, TransactionWork<R, ? extends Exception> work) {
        var call = new AsyncCall<R>(transactions.with(rules), work, executor);
        try {
            var number = numbers.getAndIncrement();
            open.put(number, call);
            var unused = call.whenComplete((result, error) -> open.remove(number));
            executor.execute(call.in(Contexts.current()));
        } catch (RejectedExecutionException e) {
            call.completeExceptionally(AsyncRejectedException.of(executor, e));
        }
        return call;
    }

    /**
     * Takes no further calls and waits for those that run and those that wait. If the thread is interrupted meanwhile, they are
     * cancelled.
     */
    @Override
    public void close() {
        executor.shutdown();
        var isInterrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                isInterrupted = true;
                open.values().forEach(call -> call.cancel(true));
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
