/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which connection of a database serves which tenant. Each tenant has a home by its id, and goes elsewhere only while its home
 * is busy; so each connection meets a share of the tenants, whatever the traffic. Safe for use by many threads; opens and closes
 * nothing itself.
 */
final class Slots {

    /**
     * Knuth's multiplicative hash, by the golden ratio: ids that differ in little get different homes ("The Art of Computer
     * Programming", 6.4).
     */
    private static final int GOLDEN = 0x9E3779B9;

    private final AffinityLimits limits;
    private final Slot[] slots;
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);
    private long checkouts;
    private long affine;

    Slots(AffinityLimits limits) {
        this.limits = limits;
        this.slots = new Slot[limits.connections()];
        Arrays.setAll(slots, index -> new Slot());
    }

    /** A slot taken, and why its connection must not be used again, if so. */
    record Choice(Slot slot, @Nullable RetirementReason reason, boolean affine) {}

    /** Takes a slot for a tenant, or for anybody. There must be an idle one. */
    synchronized Choice take(@Nullable TenantKey tenant, Instant now) {
        var slot = tenant == null ? anySlot() : slotFor(tenant);
        slot.take();
        var reason = slot.retirement(limits, now, false);
        if (reason == null && tenant != null && slot.isFullFor(tenant, limits)) {
            reason = RetirementReason.TENANTS;
        }
        if (reason != null) {
            slot.forget();
        }
        var isAffine = tenant != null && slot.serve(tenant);
        checkouts += tenant == null ? 0 : 1;
        affine += isAffine ? 1 : 0;
        return new Choice(slot, reason, isAffine);
    }

    /** Takes an idle slot whose connection nobody needs any more; null if there is none. */
    synchronized @Nullable Choice takeUnused(Instant now) {
        for (var slot : slots) {
            var reason = slot.isIdle() ? slot.retirement(limits, now, true) : null;
            if (reason != null) {
                slot.take();
                return new Choice(slot, reason, false);
            }
        }
        return null;
    }

    /** Takes an idle slot on whose connection there may be statements nobody uses any more; null if there is none. */
    synchronized @Nullable Slot takeLookDue() {
        for (var slot : slots) {
            var kept = slot.isIdle() ? slot.connection() : null;
            if (kept != null && kept.isLookDue()) {
                slot.take();
                return slot;
            }
        }
        return null;
    }

    /** Takes an idle slot with a connection; null if there is none. */
    synchronized @Nullable Slot takeOpen() {
        for (var slot : slots) {
            if (slot.isIdle() && slot.connection() != null) {
                slot.take();
                return slot;
            }
        }
        return null;
    }

    /** The connection was not alive: the tenant gets another one, which has not served it. */
    synchronized void startAnew(Choice choice, @Nullable TenantKey tenant) {
        choice.slot().forget();
        if (tenant != null) {
            choice.slot().serve(tenant);
        }
        affine -= choice.affine() ? 1 : 0;
    }

    synchronized void giveBack(Slot slot) {
        if (slot.connection() == null) {
            slot.forget();
        }
        slot.leave();
    }

    synchronized void retired(RetirementReason reason) {
        retired.merge(reason, 1L, Long::sum);
    }

    synchronized void schemaChanged(TenantKey tenant) {
        for (var slot : slots) {
            slot.schemaChanged(tenant);
        }
    }

    synchronized void evict() {
        for (var slot : slots) {
            slot.order(RetirementReason.EVICTED);
        }
    }

    synchronized @Nullable RetirementReason order(Slot slot) {
        return slot.ordered();
    }

    synchronized AffinityStatus status(DatabaseName place, int waiting) {
        var open = 0;
        var busy = 0;
        var statements = 0;
        for (var slot : slots) {
            var kept = slot.connection();
            open += kept != null ? 1 : 0;
            statements += kept != null ? kept.statementsKept() : 0;
            busy += slot.isIdle() ? 0 : 1;
        }
        return new AffinityStatus(
                place.region(), place.database(), open, busy, waiting, statements, checkouts, affine, retired);
    }

    /** Its home, or else one that has served it, or else the next one from its home on. */
    private Slot slotFor(TenantKey tenant) {
        Slot next = null;
        var home = home(tenant);
        for (var step = 0; step < slots.length; step++) {
            var slot = slots[(home + step) % slots.length];
            if (slot.isIdle() && (step == 0 || slot.hasServed(tenant))) {
                return slot;
            }
            next = next == null && slot.isIdle() ? slot : next;
        }
        return Objects.requireNonNull(next, "an idle slot");
    }

    private int home(TenantKey tenant) {
        var mixed = tenant.value().hashCode() * GOLDEN;
        return (int) ((Integer.toUnsignedLong(mixed) * slots.length) >>> Integer.SIZE);
    }

    private Slot anySlot() {
        return Arrays.stream(slots)
                .filter(Slot::isIdle)
                .min(Comparator.comparing(slot -> slot.connection() == null))
                .orElseThrow();
    }
}
