/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.async;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.TransactionWork;
import dev.hibernateext.core.transaction.Transactions;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** One call: waits, runs, and ends committed, failed or cancelled. */
final class AsyncCall<R extends @Nullable Object> extends CompletableFuture<R> {

    private final Transactions transactions;
    private final TransactionWork<R, ? extends Exception> work;
    private final ThreadPoolExecutor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable task;
    private @Nullable Session running;
    private boolean isCommitting;

    AsyncCall(Transactions transactions, TransactionWork<R, ? extends Exception> work, ThreadPoolExecutor executor) {
        this.transactions = transactions;
        this.work = work;
        this.executor = executor;
    }

    Runnable in(Context context) {
        Runnable runnable = () -> Contexts.run(context, this::run);
        task = runnable;
        return runnable;
    }

    private void run() {
        if (isDone()) {
            return;
        }
        try {
            complete(transactions.call(this::attempt));
        } catch (Exception | Error e) { // Whatever it is, it is the caller's.
            completeExceptionally(e);
        }
    }

    private R attempt(TransactionScope transaction) throws Exception {
        begin(transaction.session());
        var result = execute(transaction);
        commit();
        return result;
    }

    private R execute(TransactionScope transaction) throws Exception {
        try {
            return work.execute(transaction);
        } finally {
            end();
        }
    }

    private void end() {
        lock.lock();
        try {
            running = null;
        } finally {
            lock.unlock();
        }
    }

    private void begin(Session session) {
        lock.lock();
        try {
            requireWanted();
            running = session;
            isCommitting = false;
        } finally {
            lock.unlock();
        }
    }

    /** From here on it is too late to cancel. */
    private void commit() {
        lock.lock();
        try {
            requireWanted();
            isCommitting = true;
        } finally {
            lock.unlock();
        }
    }

    private void requireWanted() {
        if (isCancelled()) {
            throw new CancellationException("The call was cancelled.");
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        lock.lock();
        try {
            if (isCommitting || !super.cancel(mayInterruptIfRunning)) {
                return isCancelled();
            }
            if (running != null) {
                running.cancelQuery();
            } else if (task != null) {
                executor.remove(task);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
