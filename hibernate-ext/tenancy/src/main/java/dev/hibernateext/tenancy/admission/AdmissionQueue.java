/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.Tenant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides on requests to one database. Tenants with requests that may run take turns, one connection each (round-robin: all
 * requests cost the same, so that no deficit remains); within a tenant the first to come is the first to go. No connection is
 * idle while a request may run. Knows neither threads nor clocks: who calls it, from one thread at a time, tells what happens.
 */
final class AdmissionQueue {

    private static final int FEW_LINES = 1_024;

    private final AdmissionLimits limits;
    private final Consumer<Request> wake;
    private final Map<TenantKey, Line> lines = new HashMap<>();

    /** Lines whose first request may run as soon as there is a connection, in the order of their turns. */
    private final Set<Line> turns = new LinkedHashSet<>();

    /** Lines in which somebody waits. */
    private final Set<Line> occupied = new LinkedHashSet<>();

    /** How often a request ended without a connection. */
    private final Map<Outcome, Long> refused = new EnumMap<>(Outcome.class);

    private long admitted;
    private int manyLines = FEW_LINES;
    private int running;
    private int waiting;

    /**
     * An empty queue.
     *
     * @param limits of all tenants
     * @param wake told of requests that waited and were decided on by what another one did
     */
    AdmissionQueue(AdmissionLimits limits, Consumer<Request> wake) {
        this.limits = limits;
        this.wake = wake;
    }

    AdmissionLimits limits() {
        return limits;
    }

    int running() {
        return running;
    }

    /** The line of a tenant whose limits are known, or null. */
    @Nullable
    Line find(Tenant tenant) {
        var line = lines.get(tenant.key());
        return line != null && line.isOf(tenant) ? line : null;
    }

    /** The line of a tenant that has these limits from now on. */
    Line learn(Tenant tenant, TenantLimits theirs) {
        var known = lines.get(tenant.key());
        if (known != null) {
            known.learn(tenant, theirs);
            decideOnTurn(known);
            serve();
            return known;
        }
        forgetIdle();
        var line = new Line(tenant, theirs);
        lines.put(tenant.key(), line);
        return line;
    }

    /** Lines are kept when their tenant pauses, but not for ever; twice as many as are in use cost nothing on average. */
    private void forgetIdle() {
        if (lines.size() >= manyLines) {
            lines.values().removeIf(Line::isIdle);
            manyLines = Math.max(FEW_LINES, 2 * lines.size());
        }
    }

    /** Takes a connection if there is one. Then nobody with a right to it waits: it would have been served. */
    boolean take(Line line) {
        if (running >= limits.connections() || !line.hasRoomToRun()) {
            return false;
        }
        run(line);
        return true;
    }

    private void run(Line line) {
        running++;
        line.run();
        admitted++;
    }

    /** A request comes, and runs, waits or is turned away. */
    Request arrive(Line line, long nowNanos) {
        var request = new Request(line, nowNanos);
        if (take(line)) {
            request.end(Outcome.ADMITTED);
            return request;
        }
        var loser = loser(request);
        if (loser == request) {
            end(request, Outcome.FULL);
            return request;
        }
        await(request);
        if (loser != null) {
            giveUp(loser, limits.overflow() == Overflow.EVICT ? Outcome.EVICTED : Outcome.FULL);
            wake.accept(loser);
        }
        return request;
    }

    private void await(Request request) {
        var line = request.line();
        line.add(request);
        occupied.add(line);
        waiting++;
        decideOnTurn(line);
    }

    /** Whom there is no room for when one more wants to wait, or null. */
    private @Nullable Request loser(Request newcomer) {
        var line = newcomer.line();
        if (limits.overflow() == Overflow.REJECT) {
            return newcomer;
        }
        if (line.hasRoomToWait() && waiting < limits.waiting()) {
            return null;
        }
        return limits.overflow() == Overflow.EVICT ? eldest(line) : latest(newcomer);
    }

    /** A newcomer with an empty line is nobody's longest: somebody else gives way. */
    private Request eldest(Line line) {
        var length = line.waiting() == 0 ? 0 : line.waiting() + 1;
        return (line.hasRoomToWait() ? longest(line, length) : line).first();
    }

    /**
     * Who fills the room for all has least right to it: B. Suter et al., Design Considerations for Supporting TCP with Per-flow
     * Queueing, INFOCOM 1998, "longest queue drop".
     */
    private Request latest(Request newcomer) {
        var line = newcomer.line();
        var longest = line.hasRoomToWait() ? longest(line, line.waiting() + 1) : line;
        return longest == line ? newcomer : longest.last();
    }

    private Line longest(Line newcomer, int itsLength) {
        var longest = newcomer;
        var length = itsLength;
        for (var line : occupied) {
            if (line.waiting() > length
                    || (line.waiting() == length && longest != newcomer && isOlder(line, longest))) {
                longest = line;
                length = line.waiting();
            }
        }
        return longest;
    }

    private static boolean isOlder(Line line, Line other) {
        return line.first().arrivedNanos() - other.first().arrivedNanos() < 0;
    }

    /** A connection is free again. */
    void giveBack(Line line) {
        running--;
        line.ran();
        decideOnTurn(line);
        serve();
    }

    /** A request ends without a connection, unless it has been decided on already. */
    void giveUp(Request request, Outcome outcome) {
        if (request.isWaiting()) {
            leave(request);
            end(request, outcome);
        }
    }

    private void serve() {
        while (running < limits.connections() && !turns.isEmpty()) {
            var line = turns.iterator().next();
            turns.remove(line);
            var request = line.first();
            run(line);
            leave(request);
            request.end(Outcome.ADMITTED);
            wake.accept(request);
        }
    }

    private void leave(Request request) {
        var line = request.line();
        line.remove(request);
        waiting--;
        if (line.waiting() == 0) {
            occupied.remove(line);
        }
        decideOnTurn(line);
    }

    /** A line that is there already keeps its turn. */
    private void decideOnTurn(Line line) {
        if (line.isTurnDue()) {
            turns.add(line);
        } else {
            turns.remove(line);
        }
    }

    private void end(Request request, Outcome outcome) {
        refused.merge(outcome, 1L, Long::sum);
        request.end(outcome);
    }

    AdmissionLoad load(Line line) {
        return new AdmissionLoad(running, waiting, line.load(), limits);
    }

    List<TenantLoad> tenants() {
        return lines.values().stream()
                .filter(line -> !line.isIdle())
                .map(Line::load)
                .toList();
    }

    /** Since when the request waits that waits longest. */
    long oldestNanos(long nowNanos) {
        var longest = 0L;
        for (var line : occupied) {
            longest = Math.max(longest, nowNanos - line.first().arrivedNanos());
        }
        return longest;
    }

    AdmissionCounts counts() {
        return new AdmissionCounts(
                admitted,
                count(Outcome.FULL),
                count(Outcome.EVICTED),
                count(Outcome.TIMED_OUT),
                count(Outcome.INTERRUPTED));
    }

    private long count(Outcome outcome) {
        return refused.getOrDefault(outcome, 0L);
    }
}
