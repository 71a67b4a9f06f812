/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.admission.Simulation.Visit;
import dev.hibernateext.tenancy.catalog.Tenant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of a queue, kept in the plainest way, from what happens to visits alone. */
final class AdmissionModel implements Simulation.Observer {

    private final AdmissionLimits limits;
    private final Map<TenantKey, Share> shares = new LinkedHashMap<>();
    private @Nullable Visit arriving;
    private int running;

    AdmissionModel(AdmissionLimits limits) {
        this.limits = limits;
    }

    private static final class Share {

        final Deque<Visit> line = new ArrayDeque<>();

        /** How often others were served since the turn of this one is due. */
        final Map<TenantKey, Integer> servedBefore = new HashMap<>();

        TenantLimits limits = TenantLimits.NONE;
        int running;

        boolean isDue() {
            return !line.isEmpty() && running < limits.connections();
        }
    }

    TenantLimits limits(Tenant tenant, TenantLimits theirs) {
        var share = shares.computeIfAbsent(tenant.key(), key -> new Share());
        share.limits = theirs;
        return theirs;
    }

    private Share share(Visit visit) {
        return requireNonNull(shares.get(visit.tenant.key()));
    }

    private Visit newcomer() {
        return requireNonNull(arriving);
    }

    private int waiting() {
        return shares.values().stream().mapToInt(share -> share.line.size()).sum();
    }

    @Override
    public void arrives(Visit visit) {
        arriving = visit;
        share(visit).line.add(visit);
    }

    @Override
    public void starts(Visit visit) {
        var share = share(visit);
        assertThat(share.line.remove()).as("first come, first served").isSameAs(visit);
        running++;
        share.running++;
        assertThat(running).as("connections").isLessThanOrEqualTo(limits.connections());
        assertThat(share.running).as("of the tenant").isLessThanOrEqualTo(share.limits.connections());
        assertThat(visit.started - visit.arrived).isLessThanOrEqualTo(timeout());
        share.servedBefore.clear();
        shares.values().stream()
                .filter(other -> other != share && other.isDue())
                .forEach(other -> assertThat(other.servedBefore.merge(visit.tenant.key(), 1, Integer::sum))
                        .as("turns of another tenant before one's own")
                        .isOne());
    }

    @Override
    public void ends(Visit visit) {
        if (visit.started >= 0) {
            running--;
            share(visit).running--;
            return;
        }
        assertThat(visit.stayed()).as("wait").isLessThanOrEqualTo(timeout());
        switch (visit.outcome()) {
            case FULL -> requireFull(visit);
            case EVICTED -> requireRightVictim(visit);
            case TIMED_OUT -> assertThat(visit.stayed()).isEqualTo(timeout());
            default -> assertThat(visit.outcome()).isEqualTo(Outcome.INTERRUPTED);
        }
        assertThat(share(visit).line.remove(visit)).isTrue();
    }

    private long timeout() {
        return limits.timeout().toNanos();
    }

    private void requireFull(Visit visit) {
        if (limits.overflow() == Overflow.REJECT) {
            return;
        }
        assertThat(limits.overflow()).isEqualTo(Overflow.QUEUE);
        if (isOwnLineFull()) {
            assertThat(visit).as("who is turned away from a full line").isSameAs(arriving);
        } else {
            requireFromLongest(visit);
            assertThat(share(visit).line.peekLast()).as("who is turned away").isSameAs(visit);
        }
    }

    private void requireRightVictim(Visit visit) {
        assertThat(limits.overflow()).isEqualTo(Overflow.EVICT);
        if (isOwnLineFull()) {
            assertThat(share(visit)).as("whose line is full").isSameAs(share(newcomer()));
        } else {
            requireFromLongest(visit);
        }
        assertThat(share(visit).line.peek()).as("who gives way").isSameAs(visit);
    }

    private boolean isOwnLineFull() {
        var newcomer = share(newcomer());
        return newcomer.line.size() > newcomer.limits.waiting();
    }

    /** The newcomer stands in its line already. It cannot be evicted, but turned away. Several may come at one moment. */
    private void requireFromLongest(Visit visit) {
        assertThat(waiting()).as("waiting").isGreaterThan(limits.waiting());
        var evicting = limits.overflow() == Overflow.EVICT;
        var order = Comparator.comparingInt((Share share) -> share.line.size())
                .thenComparing(share -> share == share(newcomer()))
                .thenComparing(share -> -share.line.element().arrived);
        var longest = shares.values().stream()
                .filter(share -> !share.line.isEmpty() && !(evicting && share.line.peek() == arriving))
                .max(order)
                .orElseThrow();
        assertThat(share(visit))
                .as("whose line is longest")
                .usingComparator(order)
                .isEqualTo(longest);
    }

    /** Between two events nobody waits who could run, and nobody waits where there is no room. */
    @Override
    public void settles() {
        shares.values().forEach(share -> {
            if (!share.isDue()) {
                share.servedBefore.clear();
            }
            assertThat(share.isDue() && running < limits.connections())
                    .as("somebody waits for an idle connection")
                    .isFalse();
        });
        assertThat(waiting()).as("waiting").isLessThanOrEqualTo(limits.waiting());
    }
}
