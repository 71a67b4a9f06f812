/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.pool.PoolStatus.State;
import dev.hibernateext.tenancy.pool.PoolsStatus.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which pools there are, who borrows and who waits. It decides and does nothing: what has to be done is in {@link #steps}. Not
 * for use by several threads at once, and it knows no time but what it is told.
 */
class PoolTable {

    private final DatabaseName shared;
    private final PoolLimits limits;
    private final Map<DatabaseName, PoolSlot> slots = new HashMap<>();
    private final WaitingLines lines = new WaitingLines();
    private final Room room;
    private List<Step> steps = new ArrayList<>();
    private long events;
    private long created;
    private long evicted;
    private long failed;
    private long lent;
    private long gaveUp;
    private boolean closed;

    PoolTable(DatabaseName shared, PoolLimits limits) {
        this.shared = shared;
        this.limits = limits;
        this.room = new Room(limits.maximum(), slots.values());
    }

    /** Whether closing it cuts nobody. */
    boolean isFree(PoolSlot slot) {
        return !slot.isLent();
    }

    /** Whether one more may be open. */
    boolean hasRoom() {
        return room.isLeft();
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** What has to be done since this was asked last. */
    List<Step> steps() {
        if (steps.isEmpty()) {
            return List.of();
        }
        var taken = steps;
        steps = new ArrayList<>();
        return taken;
    }

    /** A lease at once, or null if one has to wait. A borrower who holds one of a draining pool would wait for itself. */
    @Nullable
    Lease lend(DatabaseName database, Object borrower, Instant now) {
        var slot = slots.get(database);
        if (slot == null || closed) {
            return null;
        }
        return slot.is(State.OPEN) || (slot.is(State.DRAINING) && slot.isLentTo(borrower))
                ? lend(slot, borrower, now)
                : null;
    }

    private Lease lend(PoolSlot slot, Object borrower, Instant now) {
        lent++;
        return slot.lend(borrower, ++events, now);
    }

    void queue(Ticket ticket, Instant now) {
        if (closed) {
            steps.add(new Step.Refuse(ticket));
        } else {
            lines.add(ticket);
            settle(now);
        }
    }

    /** Somebody waits no longer. False if there is an answer already. */
    boolean giveUp(Ticket ticket, Instant now) {
        if (!lines.remove(ticket)) {
            return false;
        }
        gaveUp++;
        settle(now);
        return true;
    }

    void giveBack(Lease lease, Instant now) {
        var slot = lease.slot();
        if (slot.giveBack(lease, ++events, now) && isFree(slot)) {
            closeIfOrdered(slot);
            if (!lines.isEmpty()) {
                settle(now);
            }
        }
    }

    void opened(PoolSlot slot, DataSource pool, Instant now) {
        created++;
        slot.open(pool);
        if (slot.ordered() != null) {
            drain(slot, slot.ordered());
        }
        settle(now);
    }

    void notOpened(PoolSlot slot, Throwable cause, Instant now) {
        failed++;
        slots.remove(slot.database());
        lines.take(slot.database()).forEach(ticket -> steps.add(new Step.Fail(ticket, cause)));
        settle(now);
    }

    void closed(PoolSlot slot, Instant now) {
        evicted++;
        slots.remove(slot.database());
        settle(now);
    }

    /** Closes what nobody has used for long, the minimum excepted. */
    void evictIdle(Instant now) {
        var spare = room.open().count() - limits.minimum();
        room.open()
                .filter(this::isFree)
                .sorted(Room.LEAST_RECENTLY_USED)
                .filter(slot -> !slot.lastUse().plus(limits.idleTimeout()).isAfter(now))
                .limit(Math.max(0, spare))
                .toList()
                .forEach(slot -> close(slot, EvictionReason.IDLE));
    }

    /** Closes a pool when its borrowers are done; who asks meanwhile gets a new one. */
    void evict(DatabaseName database, Instant now) {
        var slot = slots.get(database);
        if (slot != null && slot.ordered() == null && !slot.is(State.CLOSING)) {
            drain(slot, EvictionReason.REQUESTED);
            settle(now);
        }
    }

    /** Answers all who wait, and closes each pool when its borrowers are done. */
    void close() {
        closed = true;
        lines.databases()
                .forEach(database -> lines.take(database).forEach(ticket -> steps.add(new Step.Refuse(ticket))));
        slots.values().stream()
                .filter(slot -> !slot.is(State.CLOSING))
                .forEach(slot -> drain(slot, EvictionReason.CLOSED));
    }

    /** Closes pools under their borrowers. */
    void cut() {
        slots.values().stream()
                .filter(slot -> slot.is(State.DRAINING))
                .forEach(slot -> close(slot, EvictionReason.CLOSED));
    }

    private void drain(PoolSlot slot, EvictionReason reason) {
        slot.order(reason);
        if (!slot.is(State.OPENING)) {
            slot.become(State.DRAINING);
            closeIfOrdered(slot);
        }
    }

    private void closeIfOrdered(PoolSlot slot) {
        var reason = slot.ordered();
        if (reason != null && slot.is(State.DRAINING) && isFree(slot)) {
            close(slot, reason);
        }
    }

    private void close(PoolSlot slot, EvictionReason reason) {
        slot.become(State.CLOSING);
        steps.add(new Step.Close(slot, reason));
    }

    /** Moves those who wait as far as they get. */
    private void settle(Instant now) {
        for (var database : lines.databases()) {
            var slot = slots.get(database);
            if (slot == null && (database.equals(shared) || hasRoom())) {
                open(database, now);
            } else if (slot != null && slot.is(State.OPEN)) {
                serve(slot, now);
            }
        }
        makeRoom(now);
    }

    private void open(DatabaseName database, Instant now) {
        var slot = new PoolSlot(database, database.equals(shared), now);
        slots.put(database, slot);
        steps.add(new Step.Open(slot));
    }

    private void serve(PoolSlot slot, Instant now) {
        lines.take(slot.database())
                .forEach(ticket -> steps.add(new Step.Lend(ticket, lend(slot, ticket.borrower(), now))));
    }

    /** Sees to it that as many places become free as databases wait for one: of pools without borrowers first. */
    private void makeRoom(Instant now) {
        var free = room.evictable()
                .filter(this::isFree)
                .sorted(Room.LEAST_RECENTLY_USED)
                .iterator();
        // What is closed may be waited for itself, and need another place.
        while (missing() > 0 && free.hasNext()) {
            close(free.next(), EvictionReason.CAPACITY);
        }
        drain(Math.max(0, missing()), now);
    }

    private long missing() {
        return lines.databases().stream().filter(this::waitsForPlace).count() - room.coming();
    }

    private boolean waitsForPlace(DatabaseName database) {
        var slot = slots.get(database);
        return !database.equals(shared) && (slot == null || slot.is(State.CLOSING));
    }

    /** Drains so many pools and no more, those whose borrowers came last: those of others may take long. */
    private void drain(long count, Instant now) {
        var byHope = room.evictable()
                .sorted(Comparator.comparingLong(PoolSlot::oldestLease).reversed())
                .toList();
        byHope.stream().limit(count).forEach(slot -> slot.become(State.DRAINING));
        byHope.stream().skip(count).filter(slot -> slot.is(State.DRAINING)).forEach(slot -> {
            slot.become(State.OPEN);
            serve(slot, now);
        });
    }

    PoolsStatus status() {
        var pools = slots.values().stream()
                .map(slot -> slot.status(lines.length(slot.database())))
                .sorted(Comparator.comparing(pool -> pool.database().toString()))
                .toList();
        return new PoolsStatus(pools, lines.length(), new Counts(created, evicted, failed, lent, gaveUp));
    }

    /** What is being done with a database's pool, or null. */
    @Nullable
    State state(DatabaseName database) {
        var slot = slots.get(database);
        return slot == null ? null : slot.state();
    }
}
