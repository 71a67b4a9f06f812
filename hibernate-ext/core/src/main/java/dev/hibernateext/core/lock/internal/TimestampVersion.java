/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a version that is a time: values hold no more digits than the column, and each is later than the one
 * it replaces.
 *
 * @param type one of the types {@link #supports(Class)} accepts
 * @param digits digits of a second the column holds, 0 to 9
 */
public record TimestampVersion(Class<?> type, int digits) {

    private static final int NANO_DIGITS = 9;

    private static final Map<Class<?>, Function<Clock, Temporal>> NOW = Map.of(
            Instant.class, Clock::instant,
            LocalDateTime.class, clock -> LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
            OffsetDateTime.class, clock -> OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
            ZonedDateTime.class, clock -> ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));

    /** Cuts the digits off that no type has. */
    public TimestampVersion {
        digits = Math.max(0, Math.min(digits, NANO_DIGITS));
    }

    /** Whether a version attribute of this type can be one. */
    public static boolean supports(Class<?> type) {
        return NOW.containsKey(type);
    }

    /** The smallest step between two versions. */
    public Duration unit() {
        return Duration.ofNanos(unitNanos());
    }

    /** The current time as the column holds it, in UTC where the type has no offset of its own. */
    public Temporal now(Clock clock) {
        var now = NOW.get(type);
        if (now == null) {
            throw new IllegalStateException("No timestamp version: " + type.getName());
        }
        return truncate(now.apply(clock));
    }

    /** The version after one that is replaced, or the first one. */
    public Temporal next(@Nullable Object replaced, Clock clock) {
        var now = now(clock);
        if (!(replaced instanceof Temporal version) || instantOf(now).isAfter(instantOf(version))) {
            return now;
        }
        return truncate(version).plus(unit());
    }

    /** A time without the digits the column cannot hold. */
    public Temporal truncate(Temporal time) {
        var nanos = time.getLong(ChronoField.NANO_OF_SECOND);
        return time.with(ChronoField.NANO_OF_SECOND, nanos - nanos % unitNanos());
    }

    /** The instant of a time of a supported type; a local one counts as UTC. */
    public static Instant instantOf(Temporal time) {
        return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
    }

    private long unitNanos() {
        return (long) Math.pow(10, NANO_DIGITS - digits);
    }
}
