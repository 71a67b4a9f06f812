/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.pool.PoolStatus.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/** The places of pools that count. */
record Room(int maximum, Collection<PoolSlot> slots) {

    static final Comparator<PoolSlot> LEAST_RECENTLY_USED = Comparator.comparingLong(PoolSlot::use);

    private Stream<PoolSlot> counted() {
        return slots.stream().filter(slot -> !slot.isPinned());
    }

    boolean isLeft() {
        return counted().count() < maximum;
    }

    Stream<PoolSlot> open() {
        return counted().filter(slot -> slot.is(State.OPEN));
    }

    /** How many become free anyhow. */
    long coming() {
        return counted()
                .filter(slot -> slot.is(State.CLOSING) || slot.ordered() != null)
                .count();
    }

    /** Those that lend and can be made to stop, or have been. */
    Stream<PoolSlot> evictable() {
        return counted()
                .filter(slot -> slot.is(State.OPEN) || slot.is(State.DRAINING))
                .filter(slot -> slot.ordered() == null);
    }
}
