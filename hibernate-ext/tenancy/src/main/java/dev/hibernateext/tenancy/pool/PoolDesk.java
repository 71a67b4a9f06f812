/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.Deadline;
import dev.hibernateext.tenancy.deadline.DeadlineException;
import dev.hibernateext.tenancy.pool.PoolStatus.State;
import dev.hibernateext.tenancy.pool.Step.Answer;
import dev.hibernateext.tenancy.pool.Step.Fail;
import dev.hibernateext.tenancy.pool.Step.Lend;
import dev.hibernateext.tenancy.routing.UnknownDatabaseException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where threads get leases and give them back. Guards the table, and has its steps done without the lock. */
final class PoolDesk {

    private final DatabasePoolSettings settings;
    private final PoolTable table;
    private final PoolWorkshop workshop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    PoolDesk(DatabasePoolSettings settings, PoolTable table) {
        this.settings = settings;
        this.table = table;
        this.workshop = new PoolWorkshop(settings, this);
    }

    /** What somebody saw who waited in vain. */
    private record Sight(@Nullable State state, PoolsStatus status) {}

    Duration waitTimeout() {
        return settings.limits().waitTimeout();
    }

    /** Waits until the pool of a database is open, until the deadline at most. */
    Lease lease(DatabaseName database, Deadline deadline) throws SQLException {
        var lease = ask(pools -> pools.lend(database, Thread.currentThread(), now()));
        return lease != null ? lease : await(database, deadline);
    }

    private Lease await(DatabaseName database, Deadline deadline) throws SQLException {
        var ticket = new Ticket(database, Thread.currentThread());
        var began = System.nanoTime();
        tell(pools -> pools.queue(ticket, now()));
        try {
            var lease = lease(ticket.answer().get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
            deadline.waited("a pool", System.nanoTime() - began);
            return lease;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(ticket, e);
        } catch (TimeoutException e) {
            return leaseAfterAll(ticket, deadline);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Answers are values", e);
        }
    }

    private static Lease lease(Answer answer) throws SQLException {
        if (answer instanceof Lend lend) {
            return lend.lease();
        }
        var database = answer.ticket().database();
        if (!(answer instanceof Fail fail)) {
            throw PoolsClosedException.of(database);
        }
        if (fail.cause() instanceof UnknownDatabaseException) {
            throw UnknownDatabaseException.of(new TenantPlacement.Database(database.region(), database.database()));
        }
        throw UnreachableDatabaseException.notOpened(database, fail.cause());
    }

    /** The answer may have come together with the end of the time. */
    private Lease leaseAfterAll(Ticket ticket, Deadline deadline) throws SQLException {
        var sight = ask(pools -> giveUp(pools, ticket));
        if (sight == null) {
            return lease(ticket.answer().join());
        }
        if (sight.state() == State.OPENING) {
            throw late(ticket.database(), deadline);
        }
        throw PoolsExhaustedException.of(ticket.database(), settings.limits(), sight.status(), deadline);
    }

    /** Opening takes too long, or others left it too little time, which is no failure of the database. */
    private SQLException late(DatabaseName database, Deadline deadline) {
        if (deadline.isCutShort(waitTimeout())) {
            throw DeadlineException.over(database.toString(), deadline, "its pool is being opened");
        }
        return UnreachableDatabaseException.late(database, settings.limits());
    }

    private @Nullable Sight giveUp(PoolTable pools, Ticket ticket) {
        var sight = new Sight(pools.state(ticket.database()), pools.status());
        return pools.giveUp(ticket, now()) ? sight : null;
    }

    private SQLException interrupted(Ticket ticket, InterruptedException cause) {
        if (ask(pools -> giveUp(pools, ticket)) == null && ticket.answer().join() instanceof Lend lend) {
            giveBack(lend.lease());
        }
        return new SQLTransientConnectionException(
                "Interrupted while waiting for the pool of the database '%s'".formatted(ticket.database()), cause);
    }

    void giveBack(Lease lease) {
        tell(pools -> pools.giveBack(lease, now()));
    }

    /** Takes no more borrowers, waits for those there are and then for their pools. Returns what pools failed with. */
    List<Throwable> close() {
        tell(PoolTable::close);
        if (!isEmptyWithin(settings.limits().closeTimeout())) {
            tell(PoolTable::cut);
            if (!isEmptyWithin(settings.limits().waitTimeout())) {
                workshop.addFailure(new TimeoutException("Some pools take too long"));
            }
        }
        return workshop.failures();
    }

    private boolean isEmptyWithin(Duration time) {
        var left = time.toNanos();
        lock.lock();
        try {
            while (!table.isEmpty() && left > 0) {
                left = emptied.awaitNanos(left);
            }
            return table.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return table.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the table. */
    void tell(Consumer<PoolTable> change) {
        var unused = this.<@Nullable Void>ask(pools -> {
            change.accept(pools);
            return null;
        });
    }

    /** Changes the table by what time it is. */
    void tellTime(BiConsumer<PoolTable, Instant> change) {
        tell(pools -> change.accept(pools, now()));
    }

    /** Asks the table, which may change by it. */
    <R extends @Nullable Object> R ask(Function<PoolTable, R> question) {
        R answer;
        List<Step> steps;
        lock.lock();
        try {
            answer = question.apply(table);
            steps = table.steps();
            if (table.isEmpty()) {
                emptied.signalAll();
            }
        } finally {
            lock.unlock();
        }
        steps.forEach(workshop::take);
        return answer;
    }

    private Instant now() {
        return settings.clock().instant();
    }
}
