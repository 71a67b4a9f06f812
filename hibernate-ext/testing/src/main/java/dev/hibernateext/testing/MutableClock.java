/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is told otherwise. Safe for use by many threads; {@link #withZone} gives a view of
 * the same instant, which moves along.
 */
public final class MutableClock extends Clock {

    private final Hands hands;
    private final ZoneId zone;

    private MutableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param start what it shows first
     * @return a new clock
     */
    public static MutableClock startingAt(Instant start) {
        return new MutableClock(new Hands(start), ZoneOffset.UTC);
    }

    /**
     * Moves the clock, also backwards.
     *
     * @param instant what it shows from now on
     */
    public void set(Instant instant) {
        hands.set(instant);
    }

    /**
     * Moves the clock by an amount.
     *
     * @param amount may be negative
     * @return what it shows now
     */
    public Instant advance(Duration amount) {
        return hands.advance(amount);
    }

    @Override
    public Instant instant() {
        return hands.instant();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(hands, other);
    }

    /** What the views of one clock share. Guarded by {@code this}. */
    private static final class Hands {

        private Instant instant;

        Hands(Instant start) {
            instant = start;
        }

        synchronized Instant instant() {
            return instant;
        }

        synchronized void set(Instant other) {
            instant = other;
        }

        synchronized Instant advance(Duration amount) {
            instant = instant.plus(amount);
            return instant;
        }
    }
}
