/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An instant as the value of an attribute.
 *
 * @param type the type of the attribute
 * @param conversion makes the value from a truncated instant
 * @param digits decimal digits of the second that are kept, 0 to 9
 */
public record TimeFormat(Class<?> type, Function<Instant, Object> conversion, int digits) {

    /** What an attribute may be, for error messages. */
    public static final String ALLOWED = "an Instant, another java.time type, or an epoch Long or Integer";

    private static final int[] NANOS_PER_UNIT = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private static final Map<Class<?>, Function<Instant, Object>> CONVERSIONS = Map.ofEntries(
            Map.entry(Instant.class, time -> time),
            Map.entry(OffsetDateTime.class, time -> time.atOffset(UTC)),
            Map.entry(ZonedDateTime.class, time -> time.atZone(UTC)),
            Map.entry(LocalDateTime.class, time -> LocalDateTime.ofInstant(time, UTC)),
            Map.entry(LocalDate.class, time -> LocalDate.ofInstant(time, UTC)),
            Map.entry(LocalTime.class, time -> LocalTime.ofInstant(time, UTC)),
            Map.entry(OffsetTime.class, time -> OffsetTime.ofInstant(time, UTC)),
            Map.entry(Year.class, time -> Year.from(time.atOffset(UTC))),
            Map.entry(YearMonth.class, time -> YearMonth.from(time.atOffset(UTC))),
            Map.entry(Long.class, Instant::toEpochMilli),
            Map.entry(Integer.class, time -> Math.toIntExact(time.getEpochSecond())));

    /** The format for a type, or null if no stamp can have it. */
    public static @Nullable TimeFormat of(Class<?> type, int digits) {
        var conversion = CONVERSIONS.get(type);
        return conversion == null ? null : new TimeFormat(type, conversion, digits);
    }

    /** The value of an attribute for an instant. */
    public Object format(Instant time) {
        return conversion.apply(truncated(time));
    }

    /** The instant an attribute's value stands for; null if it is no point in time, such as a time of day. */
    public @Nullable Instant instant(Object value) {
        if (value instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        if (value instanceof Integer seconds) {
            return Instant.ofEpochSecond(seconds);
        }
        if (value instanceof LocalDateTime local) {
            return local.toInstant(UTC);
        }
        if (value instanceof LocalDate day) {
            return day.atStartOfDay(UTC).toInstant();
        }
        return value instanceof Temporal time && time.isSupported(ChronoField.INSTANT_SECONDS)
                ? Instant.from(time)
                : null;
    }

    private Instant truncated(Instant time) {
        var surplus = time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_UNIT[digits];
        return surplus == 0 ? time : time.minusNanos(surplus);
    }
}
