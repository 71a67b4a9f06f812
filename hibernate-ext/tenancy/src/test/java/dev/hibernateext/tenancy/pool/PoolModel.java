/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.pool.PoolStatus.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an observer knows who sees only what is done with pools, and what he holds against it. */
final class PoolModel {

    private final DatabaseName shared;
    private final PoolLimits limits;
    private final Map<DatabaseName, Pool> pools = new HashMap<>();
    private final Map<DatabaseName, Deque<Ticket>> waiting = new HashMap<>();
    private final Map<Ticket, Instant> deadlines = new HashMap<>();
    private long uses;
    private boolean cut;
    long asked;
    long lent;
    long gaveUp;
    long failed;
    long refused;
    long created;
    long evicted;
    long notOpened;

    PoolModel(DatabaseName shared, PoolLimits limits) {
        this.shared = shared;
        this.limits = limits;
    }

    private static final class Pool {
        private State state = State.OPENING;
        private final Set<Lease> leases = new HashSet<>();
        private Instant lastUse;
        private long use;
        private boolean isOrdered;

        private Pool(Instant now) {
            lastUse = now;
        }

        private boolean isFree() {
            return state == State.OPEN && leases.isEmpty() && !isOrdered;
        }
    }

    void opening(DatabaseName database, Instant now) {
        assertThat(pools).as("one pool a database").doesNotContainKey(database);
        pools.put(database, new Pool(now));
        assertThat(counted().count()).as("pools at once").isLessThanOrEqualTo(limits.maximum());
    }

    private Stream<Pool> counted() {
        return pools.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(shared))
                .map(Map.Entry::getValue);
    }

    void opened(DatabaseName database) {
        created++;
        pool(database).state = State.OPEN;
    }

    void notOpened(DatabaseName database) {
        notOpened++;
        pools.remove(database);
    }

    void ordered(DatabaseName database) {
        if (pools.containsKey(database)) {
            pool(database).isOrdered = true;
        }
    }

    void shutDown() {
        pools.values().forEach(pool -> pool.isOrdered = true);
    }

    void cut() {
        cut = true;
    }

    private Pool pool(DatabaseName database) {
        assertThat(pools).containsKey(database);
        return Objects.requireNonNull(pools.get(database));
    }

    void closing(DatabaseName database, EvictionReason reason, Instant now) {
        var pool = pool(database);
        assertThat(pool.state).as("closes what is open").isEqualTo(State.OPEN);
        if (!cut) {
            assertThat(pool.leases).as("borrowers of what is closed").isEmpty();
        }
        pool.state = State.CLOSING;
        switch (reason) {
            case IDLE -> requireIdle(database, pool, now);
            case CAPACITY -> requireLeastRecentlyUsed(database, pool);
            case REQUESTED, CLOSED -> assertThat(pool.isOrdered).isTrue();
        }
    }

    private void requireIdle(DatabaseName database, Pool pool, Instant now) {
        assertThat(database).isNotEqualTo(shared);
        assertThat(pool.lastUse.plus(limits.idleTimeout())).as("idle since").isBeforeOrEqualTo(now);
        assertThat(counted().filter(other -> other.state == State.OPEN).count())
                .as("pools that stay")
                .isGreaterThanOrEqualTo(limits.minimum());
    }

    private void requireLeastRecentlyUsed(DatabaseName database, Pool pool) {
        assertThat(database).isNotEqualTo(shared);
        assertThat(counted().filter(Pool::isFree)).allMatch(other -> other.use >= pool.use);
    }

    void closed(DatabaseName database) {
        evicted++;
        pools.remove(database);
    }

    boolean isLentTo(DatabaseName database, Object borrower) {
        return pools.containsKey(database)
                && pool(database).leases.stream()
                        .anyMatch(lease -> lease.borrower().equals(borrower));
    }

    /** At once, without waiting. */
    void lent(Lease lease, @Nullable State before, Instant now) {
        var database = lease.slot().database();
        if (!isLentTo(database, lease.borrower())) {
            assertThat(before).as("state of what lends to newcomers").isEqualTo(State.OPEN);
            assertThat(line(database)).as("those who came before").isEmpty();
        }
        borrow(lease, now);
    }

    private void borrow(Lease lease, Instant now) {
        lent++;
        var pool = pool(lease.slot().database());
        assertThat(pool.state).as("state of what lends").isEqualTo(State.OPEN);
        assertThat(pool.leases.add(lease)).isTrue();
        use(pool, now);
    }

    private void use(Pool pool, Instant now) {
        pool.lastUse = now;
        pool.use = ++uses;
    }

    void givenBack(Lease lease, Instant now) {
        var pool = pools.get(lease.slot().database());
        if (pool != null && pool.leases.remove(lease)) {
            use(pool, now);
        }
    }

    private Deque<Ticket> line(DatabaseName database) {
        return waiting.computeIfAbsent(database, key -> new ArrayDeque<>());
    }

    void queued(Ticket ticket, Instant deadline) {
        line(ticket.database()).add(ticket);
        deadlines.put(ticket, deadline);
    }

    boolean isWaiting(Ticket ticket) {
        return deadlines.containsKey(ticket);
    }

    void served(Ticket ticket, Lease lease, Instant now) {
        assertThat(lease.borrower()).isEqualTo(ticket.borrower());
        assertThat(lease.slot().database()).isEqualTo(ticket.database());
        answered(ticket);
        borrow(lease, now);
    }

    void failed(Ticket ticket) {
        failed++;
        answered(ticket);
    }

    void refused(Ticket ticket) {
        refused++;
        answered(ticket);
    }

    private void answered(Ticket ticket) {
        assertThat(line(ticket.database()).poll()).as("first come").isSameAs(ticket);
        deadlines.remove(ticket);
    }

    void gaveUp(Ticket ticket) {
        gaveUp++;
        assertThat(line(ticket.database()).remove(ticket)).isTrue();
        deadlines.remove(ticket);
    }

    /** What holds when nothing is left to be done at a moment. */
    void check(PoolsStatus status, Instant now) {
        assertThat(deadlines.values()).allMatch(deadline -> !deadline.isBefore(now));
        assertThat(status.waiting()).isEqualTo(deadlines.size());
        assertThat(status.counts()).isEqualTo(new PoolsStatus.Counts(created, evicted, notOpened, lent, gaveUp));
        assertThat(status.pools()).hasSameSizeAs(pools.keySet());
        status.pools().forEach(this::check);
        requireProgress(status);
    }

    private void check(PoolStatus seen) {
        var pool = pool(seen.database());
        var state = pool.state == State.OPEN && seen.state() == State.DRAINING ? State.DRAINING : pool.state;
        var leases = pool.state == State.OPEN ? pool.leases.size() : seen.leases();
        assertThat(seen)
                .isEqualTo(new PoolStatus(
                        seen.database(), state, leases, line(seen.database()).size(), pool.lastUse));
    }

    /** Nobody waits for what could be had, and nobody is kept waiting for more than what others need. */
    private void requireProgress(PoolsStatus status) {
        var lines = waiting.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(status.pools())
                .filteredOn(pool -> pool.state() == State.OPEN)
                .noneMatch(pool -> lines.contains(pool.database()));
        var without =
                lines.stream().filter(database -> !pools.containsKey(database)).toList();
        assertThat(without).doesNotContain(shared);
        if (!without.isEmpty()) {
            assertThat(counted().count()).isEqualTo(limits.maximum());
        }
        requireRoomIsMade(status, without.size() + closingOnesAwaited(lines));
    }

    private long closingOnesAwaited(Iterable<DatabaseName> lines) {
        var count = 0L;
        for (var database : lines) {
            var pool = pools.get(database);
            count += pool != null && pool.state == State.CLOSING && !database.equals(shared) ? 1 : 0;
        }
        return count;
    }

    private void requireRoomIsMade(PoolsStatus status, long needed) {
        var coming = counted()
                .filter(pool -> pool.state == State.CLOSING || pool.isOrdered)
                .count();
        var draining = status.pools().stream()
                .filter(pool -> pool.state() == State.DRAINING && !pool(pool.database()).isOrdered)
                .count();
        var lending = status.pools().stream()
                .filter(pool -> pool.state() == State.OPEN && !pool.database().equals(shared))
                .count();
        if (counted().anyMatch(Pool::isFree)) {
            assertThat(needed).as("places needed, while pools are free").isLessThanOrEqualTo(coming);
        }
        if (lending > 0) {
            assertThat(needed).as("places needed, while pools lend").isLessThanOrEqualTo(coming + draining);
        }
        if (draining > 0) {
            assertThat(coming + draining).as("places that become free").isLessThanOrEqualTo(needed);
        }
    }

    /** Who asked has got an answer. */
    void requireAllAnswered() {
        assertThat(deadlines).isEmpty();
        assertThat(lent + failed + refused + gaveUp).as("answers").isEqualTo(asked);
        assertThat(pools).isEmpty();
    }
}
