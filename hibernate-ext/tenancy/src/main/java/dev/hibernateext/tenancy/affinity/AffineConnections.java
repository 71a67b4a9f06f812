/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.affinity.Slots.Choice;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.deadline.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The connections of one database. Whoever holds a permit has a slot to himself. Safe for use by many threads. */
final class AffineConnections {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    /** HikariCP trusts connections as long without a look: {@code com.zaxxer.hikari.aliveBypassWindowMs}. */
    private static final Duration TRUSTED = Duration.ofMillis(500);

    private final DatabaseName place;
    private final AffinityLimits limits;
    private final @Nullable StatementLimits statements;
    private final Clock clock;
    private final Semaphore permits;
    private final Slots slots;
    private volatile boolean closed;

    AffineConnections(DatabaseName place, AffinityLimits limits, @Nullable StatementLimits statements, Clock clock) {
        this.place = place;
        this.limits = limits;
        this.statements = statements;
        this.clock = clock;
        this.permits = new Semaphore(limits.connections(), true);
        this.slots = new Slots(limits);
    }

    /** Opens a connection of the pool. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /**
     * Takes a connection.
     *
     * @param tenant in a schema of its own, or null if any connection is as good
     */
    Connection checkout(@Nullable TenantKey tenant, Source source) throws SQLException {
        await();
        var choice = slots.take(tenant, clock.instant());
        try {
            if (closed) {
                throw new SQLNonTransientConnectionException("The databases are closed", "08003");
            }
            return new AffineConnection(new Loan(this, choice.slot(), ready(choice, tenant, source), tenant));
        } catch (SQLException | RuntimeException | Error e) {
            giveBack(choice.slot());
            throw e;
        }
    }

    private void await() throws SQLException {
        try {
            if (!permits.tryAcquire(0, TimeUnit.NANOSECONDS)) {
                await(Deadline.current());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
        }
    }

    private void await(Deadline deadline) throws InterruptedException {
        var began = System.nanoTime();
        var time = Math.min(limits.waitTime().toNanos(), deadline.remainingNanos());
        if (!permits.tryAcquire(time, TimeUnit.NANOSECONDS)) {
            throw ConnectionsBusyException.of(place, limits, permits.getQueueLength(), deadline);
        }
        deadline.waited("a connection of others", System.nanoTime() - began);
    }

    private KeptConnection ready(Choice choice, @Nullable TenantKey tenant, Source source) throws SQLException {
        var slot = choice.slot();
        var known = slot.connection();
        if (known != null && choice.reason() != null) {
            retire(slot, known, choice.reason());
        } else if (known != null && !isAlive(known)) {
            retire(slot, known, RetirementReason.BROKEN);
            slots.startAnew(choice, tenant);
        } else if (known != null) {
            return known;
        }
        var keeping = statements == null ? null : new KeptStatements(statements, clock);
        var fresh = new KeptConnection(source.open(), keeping, clock.instant());
        slot.keep(fresh);
        return fresh;
    }

    private boolean isAlive(KeptConnection connection) throws SQLException {
        return connection.idle(clock.instant()).compareTo(TRUSTED) <= 0 || connection.isValid(Deadline.current());
    }

    /** A use ends; the connection is kept if it is as good as before. */
    void end(Slot slot, KeptConnection connection, boolean spoiled) {
        try {
            if (closed) {
                retire(slot, connection, RetirementReason.CLOSED);
            } else if (slots.order(slot) == RetirementReason.EVICTED) {
                retire(slot, connection, RetirementReason.EVICTED);
            } else if (spoiled || !isRestored(connection)) {
                retire(slot, connection, RetirementReason.BROKEN);
            }
        } finally {
            giveBack(slot);
        }
    }

    private boolean isRestored(KeptConnection connection) {
        try {
            connection.restore(clock.instant());
            return true;
        } catch (SQLException e) {
            LOG.debugf(e, "A connection to the database %s cannot be used again", place.database());
            return false;
        }
    }

    private void giveBack(Slot slot) {
        slots.giveBack(slot);
        release();
    }

    /** Who held a permit while {@link #close} ran may have kept it from a connection: it closes what is left. */
    private void release() {
        permits.release();
        if (closed) {
            retireIdle();
        }
    }

    private void retire(Slot slot, KeptConnection connection, RetirementReason reason) {
        slot.keep(null);
        slots.retired(reason);
        try {
            connection.discard();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "A connection to the database %s was broken when it was closed", place.database());
        }
    }

    /** Closes what nobody has used for long, or is too old. */
    void retireUnused() {
        while (permits.tryAcquire()) {
            var unused = slots.takeUnused(clock.instant());
            if (unused == null) {
                release();
                return;
            }
            retireTaken(unused.slot(), unused.reason());
        }
    }

    private void retireTaken(Slot slot, @Nullable RetirementReason reason) {
        var connection = slot.connection();
        if (connection != null && reason != null) {
            retire(slot, connection, reason);
        }
        slots.giveBack(slot);
        permits.release();
    }

    /** Closes statements nobody has used for long on connections nobody uses now. */
    void expireStatements() {
        while (permits.tryAcquire()) {
            var slot = slots.takeLookDue();
            if (slot == null) {
                release();
                return;
            }
            expireStatements(slot);
        }
    }

    private void expireStatements(Slot slot) {
        var connection = Objects.requireNonNull(slot.connection(), "of a slot that has one");
        try {
            connection.expireStatements();
        } catch (SQLException e) {
            LOG.debugf(
                    e, "A connection to the database %s was broken when its statements were closed", place.database());
            retire(slot, connection, RetirementReason.BROKEN);
        } finally {
            giveBack(slot);
        }
    }

    void schemaChanged(TenantKey tenant) {
        slots.schemaChanged(tenant);
    }

    /** Those in use are closed when their borrowers are done. */
    void evict() {
        slots.evict();
        retireUnused();
    }

    AffinityStatus status() {
        return slots.status(place, permits.getQueueLength());
    }

    /** Borrowers keep theirs until they close them. */
    void close() {
        closed = true;
        retireIdle();
    }

    private void retireIdle() {
        while (permits.tryAcquire()) {
            var slot = slots.takeOpen();
            if (slot == null) {
                permits.release();
                return;
            }
            retireTaken(slot, RetirementReason.CLOSED);
        }
    }
}
