/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.money.MonetaryAmount;
import org.javamoney.moneta.FastMoney;
import org.jspecify.annotations.Nullable;

/** A different value at each call, the same ones in each run. */
final class SampleValues {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Class<?>, LongFunction<?>> makers = new HashMap<>();
    private long count;

    SampleValues() {
        numbers();
        times();
        makers.put(String.class, n -> "s" + n);
        makers.put(Character.class, n -> (char) ('a' + n % 26));
        makers.put(char.class, n -> (char) ('a' + n % 26));
        makers.put(Boolean.class, n -> n % 2 == 0);
        makers.put(boolean.class, n -> n % 2 == 0);
        makers.put(byte[].class, n -> new byte[] {(byte) n});
        makers.put(UUID.class, n -> new UUID(0, n));
        makers.put(URI.class, n -> URI.create("urn:x:" + n));
        makers.put(MonetaryAmount.class, n -> FastMoney.of(n, "EUR"));
    }

    private void numbers() {
        makers.put(Long.class, n -> n);
        makers.put(long.class, n -> n);
        makers.put(Integer.class, n -> (int) n);
        makers.put(int.class, n -> (int) n);
        makers.put(Short.class, n -> (short) n);
        makers.put(short.class, n -> (short) n);
        makers.put(Byte.class, n -> (byte) (n % 100));
        makers.put(byte.class, n -> (byte) (n % 100));
        makers.put(Double.class, n -> (double) n);
        makers.put(double.class, n -> (double) n);
        makers.put(Float.class, n -> (float) n);
        makers.put(float.class, n -> (float) n);
        makers.put(BigDecimal.class, BigDecimal::valueOf);
        makers.put(BigInteger.class, BigInteger::valueOf);
    }

    private void times() {
        makers.put(Instant.class, EPOCH::plusSeconds);
        makers.put(Date.class, n -> Date.from(EPOCH.plusSeconds(n)));
        makers.put(Timestamp.class, n -> Timestamp.from(EPOCH.plusSeconds(n)));
        makers.put(java.sql.Date.class, n -> java.sql.Date.valueOf(LocalDate.ofEpochDay(n)));
        makers.put(LocalDate.class, LocalDate::ofEpochDay);
        makers.put(LocalTime.class, n -> LocalTime.ofSecondOfDay(n % 86_400));
        makers.put(LocalDateTime.class, n -> LocalDateTime.ofEpochSecond(n, 0, ZoneOffset.UTC));
        makers.put(OffsetDateTime.class, n -> EPOCH.plusSeconds(n).atOffset(ZoneOffset.UTC));
        makers.put(ZonedDateTime.class, n -> EPOCH.plusSeconds(n).atZone(ZoneOffset.UTC));
    }

    /** A value of a basic type, or null where no sample of it is known. */
    @Nullable
    Object of(Class<?> type) {
        count++;
        if (type.isEnum()) {
            return type.getEnumConstants()[(int) (count % type.getEnumConstants().length)];
        }
        var maker = makers.get(type);
        return maker == null ? null : maker.apply(count);
    }
}
