/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes pools, on threads of its own: no borrower waits longer than he wants, nor for another one's pool. Factories, pools and
 * listeners are the application's. Whatever they throw is caught, an {@code Error} for a driver's missing class too: it is the answer
 * somebody waits for, and the thread would take it along.
 */
final class PoolWorkshop {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    private static final String DEAF = "HEXT000611: A PoolListener failed to hear of the pool of '%s'";
    private static final String NOT_CLOSED = "HEXT000612: The pool of '%s' failed to close; it counts as closed";

    /** How long a thread stays without work, in seconds. */
    private static final long IDLE_SECONDS = 5;

    private final DatabasePoolSettings settings;
    private final PoolDesk desk;
    private final Executor workers;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    PoolWorkshop(DatabasePoolSettings settings, PoolDesk desk) {
        this.settings = settings;
        this.desk = desk;
        // As many as there are places at most, since each has one thing done to it at a time; none when nothing is to
        // do.
        this.workers = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), PoolThreads.here());
    }

    void take(Step step) {
        if (step instanceof Step.Answer answer) {
            answer.ticket().answer().complete(answer);
        } else if (step instanceof Step.Open open) {
            execute(() -> open(open.slot()));
        } else if (step instanceof Step.Close close) {
            execute(() -> close(close.slot(), close.reason()));
        }
    }

    private void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (OutOfMemoryError e) {
            // There is no thread to be had; whoever caused the work does it.
            work.run();
        }
    }

    private void open(PoolSlot slot) {
        var began = System.nanoTime();
        DataSource pool;
        try {
            pool = Objects.requireNonNull(settings.factory().open(slot.database()), "The PoolFactory returned null");
        } catch (Throwable e) {
            tell(slot, listener -> listener.failed(slot.database(), e));
            desk.tell(pools -> pools.notOpened(slot, e, now()));
            return;
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        tell(slot, listener -> listener.created(slot.database(), took));
        desk.tell(pools -> pools.opened(slot, pool, now()));
    }

    private void close(PoolSlot slot, EvictionReason reason) {
        var failure = failureToClose(slot.pool());
        if (failure != null) {
            LOG.warnf(failure, NOT_CLOSED, slot.database());
            if (reason == EvictionReason.CLOSED) {
                addFailure(failure);
            }
            tell(slot, listener -> listener.failed(slot.database(), failure));
        }
        tell(slot, listener -> listener.evicted(slot.database(), reason));
        desk.tell(pools -> pools.closed(slot, now()));
    }

    private static @Nullable Throwable failureToClose(DataSource pool) {
        try {
            if (pool instanceof AutoCloseable closeable) {
                closeable.close();
            }
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** Before the table knows, so that what happens to one pool is heard in its order. */
    private void tell(PoolSlot slot, Consumer<PoolListener> event) {
        try {
            event.accept(settings.listener());
        } catch (Throwable e) {
            LOG.warnf(e, DEAF, slot.database());
        }
    }

    void addFailure(Throwable failure) {
        failures.add(failure);
    }

    /** What pools failed with when all were closed. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private Instant now() {
        return settings.clock().instant();
    }
}
