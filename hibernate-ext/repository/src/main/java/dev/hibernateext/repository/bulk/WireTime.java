/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * The binary formats of PostgreSQL's times: days or microseconds since 2000, in the proleptic calendar that Java has too. Nanoseconds are
 * rounded, and the ends of Java's calendars are infinite, as PostgreSQL's driver has it. What no column can hold is sent as
 * something the server refuses.
 */
final class WireTime {

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final long EPOCH_DAY = EPOCH.toEpochDay();
    private static final long EPOCH_SECOND = EPOCH.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;
    private static final int HALF_MICRO = NANOS_OF_MICRO / 2;

    /** Beyond, microseconds are no longs; the columns end in the years -4712 and 294276. */
    private static final long LAST_SECOND = Long.MAX_VALUE / MICROS - 1;

    private static final long IMPOSSIBLE = Long.MAX_VALUE - 1;
    private static final int IMPOSSIBLE_DAY = Integer.MAX_VALUE - 1;

    private WireTime() {}

    static void putDate(WireBuffer out, LocalDate date) {
        out.putInt4(
                date.equals(LocalDate.MAX)
                        ? Integer.MAX_VALUE
                        : date.equals(LocalDate.MIN) ? Integer.MIN_VALUE : day(date));
    }

    private static int day(LocalDate date) {
        var day = date.toEpochDay() - EPOCH_DAY;
        return Math.abs(day) < Integer.MAX_VALUE ? (int) day : IMPOSSIBLE_DAY;
    }

    static void putTime(WireBuffer out, LocalTime time) {
        out.putInt8((time.toNanoOfDay() + HALF_MICRO) / NANOS_OF_MICRO);
    }

    static void putTimestamp(WireBuffer out, LocalDateTime time) {
        var isLast = time.equals(LocalDateTime.MAX);
        if (isLast || time.equals(LocalDateTime.MIN)) {
            putInfinity(out, isLast);
        } else {
            out.putInt8(micros(time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND)));
        }
    }

    /** An {@link Instant} or an {@link OffsetDateTime}. */
    static void putTimestamptz(WireBuffer out, Object time) {
        if (time instanceof Instant instant) {
            out.putInt8(micros(instant.getEpochSecond(), instant.getNano()));
            return;
        }
        var given = (OffsetDateTime) time;
        var isLast = given.equals(OffsetDateTime.MAX);
        if (isLast || given.equals(OffsetDateTime.MIN)) {
            putInfinity(out, isLast);
        } else {
            out.putInt8(micros(given.toEpochSecond(), given.getNano()));
        }
    }

    private static void putInfinity(WireBuffer out, boolean isPositive) {
        out.putInt8(isPositive ? Long.MAX_VALUE : Long.MIN_VALUE);
    }

    private static long micros(long second, int nano) {
        var seconds = second - EPOCH_SECOND;
        return Math.abs(seconds) > LAST_SECOND ? IMPOSSIBLE : seconds * MICROS + (nano + HALF_MICRO) / NANOS_OF_MICRO;
    }
}
