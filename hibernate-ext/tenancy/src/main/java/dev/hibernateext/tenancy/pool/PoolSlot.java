/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.pool.PoolStatus.State;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The place of one pool, from before it is opened until it is closed. Guarded like its {@link PoolTable}. */
final class PoolSlot {

    private final DatabaseName database;
    private final boolean pinned;
    private final Set<Lease> leases = new LinkedHashSet<>();
    private volatile @Nullable DataSource pool;
    private State state = State.OPENING;
    private @Nullable EvictionReason ordered;
    private Instant lastUse;
    private long use;

    PoolSlot(DatabaseName database, boolean pinned, Instant now) {
        this.database = database;
        this.pinned = pinned;
        this.lastUse = now;
    }

    DatabaseName database() {
        return database;
    }

    /** The pool, once it is open. */
    DataSource pool() {
        return Objects.requireNonNull(pool, "The pool is not open");
    }

    boolean isPinned() {
        return pinned;
    }

    State state() {
        return state;
    }

    boolean is(State other) {
        return state == other;
    }

    void become(State next) {
        state = next;
    }

    void open(DataSource opened) {
        pool = opened;
        state = State.OPEN;
    }

    /** Why it is to be closed whatever happens, or null. */
    @Nullable
    EvictionReason ordered() {
        return ordered;
    }

    void order(EvictionReason reason) {
        ordered = reason;
    }

    boolean isLent() {
        return !leases.isEmpty();
    }

    boolean isLentTo(Object borrower) {
        return leases.stream().anyMatch(lease -> lease.borrower().equals(borrower));
    }

    /** The number of the lease that lasts longest. */
    long oldestLease() {
        return isLent() ? leases.iterator().next().number() : Long.MAX_VALUE;
    }

    Lease lend(Object borrower, long number, Instant now) {
        var lease = new Lease(this, borrower, number);
        leases.add(lease);
        used(number, now);
        return lease;
    }

    /** False if it was given back before. */
    boolean giveBack(Lease lease, long number, Instant now) {
        if (!leases.remove(lease)) {
            return false;
        }
        used(number, now);
        return true;
    }

    private void used(long number, Instant now) {
        use = number;
        lastUse = now;
    }

    /** Grows with each use of any pool. */
    long use() {
        return use;
    }

    Instant lastUse() {
        return lastUse;
    }

    PoolStatus status(int waiting) {
        return new PoolStatus(database, state, leases.size(), waiting, lastUse);
    }
}
