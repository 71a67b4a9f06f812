/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As many threads as there may be connections, given work by the thread of the caller, which watches them. */
final class Crew implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    private final int size;
    private final Halt halt;
    private final Semaphore idle;
    private final ExecutorService threads;
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private boolean interrupted;

    Crew(int size, Halt halt) {
        this.size = size;
        this.halt = halt;
        this.idle = new Semaphore(size);
        this.threads = Executors.newFixedThreadPool(size, daemons());
    }

    private static ThreadFactory daemons() {
        var made = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "hibernate-ext-admin-query-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Carries out all there is, what is added by the work itself too, and throws what the first one threw.
     *
     * @param next the next piece, or null if there is none at the moment
     */
    void carryOut(Supplier<? extends @Nullable Batch> next, Consumer<? super Batch> work) {
        var all = false;
        while (!all) {
            if (wait(1)) {
                all = !begin(halt.look() ? null : next.get(), work) && isDone(next, work);
            } else {
                halt.look();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private boolean begin(@Nullable Batch batch, Consumer<? super Batch> work) {
        if (batch == null) {
            idle.release();
            return false;
        }
        threads.execute(() -> {
            try {
                work.accept(batch);
            } catch (RuntimeException | Error e) {
                broken.compareAndSet(null, e);
                halt.stop();
            } finally {
                idle.release();
            }
        });
        return true;
    }

    /** Nobody works who could add something, and nothing was added. */
    private boolean isDone(Supplier<? extends @Nullable Batch> next, Consumer<? super Batch> work) {
        if (!wait(size)) {
            halt.look();
            return false;
        }
        idle.release(size - 1);
        return !begin(halt.isOver() ? null : next.get(), work);
    }

    private boolean wait(int permits) {
        try {
            return idle.tryAcquire(permits, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            halt.stop();
            return false;
        }
    }

    private void rethrow() {
        var error = broken.get();
        if (error instanceof Answers.Refused refused && refused.getCause() != null) {
            error = refused.getCause();
        }
        if (error instanceof RuntimeException exception) {
            throw exception;
        }
        if (error instanceof Error serious) {
            throw serious;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
