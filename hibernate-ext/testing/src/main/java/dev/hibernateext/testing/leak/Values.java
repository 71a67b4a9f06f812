/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Values of basic types: the same ones for the same number, and others for other numbers as far as the type has them. */
final class Values {

    private static final int RADIX = 36;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int BYTES = 100;
    private static final int DIGITS = 10;
    private static final int LETTERS = 26;

    private static final Map<Class<?>, IntFunction<Object>> MAKERS = makers();

    private Values() {}

    private static Map<Class<?>, IntFunction<Object>> makers() {
        var makers = new HashMap<Class<?>, IntFunction<Object>>(numbers());
        makers.put(boolean.class, n -> n % 2 == 0);
        makers.put(Boolean.class, n -> n % 2 == 0);
        makers.put(char.class, n -> (char) ('a' + n % LETTERS));
        makers.put(Character.class, n -> (char) ('a' + n % LETTERS));
        makers.put(UUID.class, n -> new UUID(n, n));
        makers.put(byte[].class, n -> Integer.toString(n).getBytes(StandardCharsets.UTF_8));
        makers.put(char[].class, n -> Integer.toString(n).toCharArray());
        makers.put(Duration.class, Duration::ofMinutes);
        makers.put(LocalDate.class, Values::day);
        makers.put(LocalDateTime.class, n -> day(n).atStartOfDay());
        makers.put(LocalTime.class, n -> LocalTime.ofSecondOfDay(n % SECONDS_OF_DAY));
        makers.put(Instant.class, Values::instant);
        makers.put(OffsetDateTime.class, n -> instant(n).atOffset(ZoneOffset.UTC));
        makers.put(ZonedDateTime.class, n -> instant(n).atZone(ZoneOffset.UTC));
        makers.put(Date.class, n -> Date.from(instant(n)));
        makers.put(java.sql.Date.class, n -> java.sql.Date.valueOf(day(n)));
        makers.put(java.sql.Timestamp.class, n -> java.sql.Timestamp.from(instant(n)));
        makers.put(Year.class, n -> Year.of(n % SECONDS_OF_DAY));
        return Map.copyOf(makers);
    }

    private static Map<Class<?>, IntFunction<Object>> numbers() {
        var makers = new HashMap<Class<?>, IntFunction<Object>>();
        makers.put(int.class, n -> n);
        makers.put(Integer.class, n -> n);
        makers.put(long.class, n -> (long) n);
        makers.put(Long.class, n -> (long) n);
        makers.put(short.class, n -> (short) n);
        makers.put(Short.class, n -> (short) n);
        makers.put(byte.class, n -> (byte) (n % BYTES));
        makers.put(Byte.class, n -> (byte) (n % BYTES));
        makers.put(double.class, n -> (double) n);
        makers.put(Double.class, n -> (double) n);
        makers.put(float.class, n -> (float) n);
        makers.put(Float.class, n -> (float) n);
        makers.put(BigInteger.class, BigInteger::valueOf);
        makers.put(BigDecimal.class, BigDecimal::valueOf);
        return makers;
    }

    private static LocalDate day(int number) {
        return LocalDate.EPOCH.plusDays(number);
    }

    private static Instant instant(int number) {
        return Instant.EPOCH.plus(Duration.ofHours(number));
    }

    /**
     * A value.
     *
     * @param length of texts at most
     * @return null if there is none of that type
     */
    static @Nullable Object of(Class<?> type, int number, long length) {
        if (type == String.class) {
            return text(number, length);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[number % type.getEnumConstants().length];
        }
        var maker = MAKERS.get(type);
        if (maker != null) {
            return maker.apply(number);
        }
        return type.isRecord() ? record(type, number, length) : null;
    }

    private static String text(int number, long length) {
        var digits = Integer.toString(number, RADIX);
        var text = length < DIGITS ? digits : "leak-" + digits;
        return text.substring((int) Math.max(0, text.length() - length));
    }

    private static Object record(Class<?> type, int number, long length) {
        var parts = new HashMap<String, Object>();
        for (var part : type.getRecordComponents()) {
            var value = of(part.getType(), number, length);
            if (value != null) {
                parts.put(part.getName(), value);
            }
        }
        return Members.newRecord(type, parts);
    }
}
