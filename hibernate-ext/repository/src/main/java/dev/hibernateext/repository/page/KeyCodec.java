/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a sort key of one type is written in a token and read again, without loss.
 *
 * <p>Two types are left out, as MariaDB sorts them otherwise than it compares them: ENUM columns are sorted by position and
 * compared with texts by name, and a FLOAT is compared with a number as a DOUBLE, so that 0.1 is more than 0.1.
 */
record KeyCodec(Function<Object, String> writer, Function<String, Object> reader) {

    private static final Map<Class<?>, KeyCodec> CODECS = Map.ofEntries(
            Map.entry(String.class, textual(text -> text)),
            Map.entry(Character.class, textual(text -> text.charAt(0))),
            Map.entry(Boolean.class, textual(Boolean::valueOf)),
            Map.entry(Byte.class, textual(Byte::valueOf)),
            Map.entry(Short.class, textual(Short::valueOf)),
            Map.entry(Integer.class, textual(Integer::valueOf)),
            Map.entry(Long.class, textual(Long::valueOf)),
            Map.entry(Double.class, textual(Double::valueOf)),
            Map.entry(BigInteger.class, textual(BigInteger::new)),
            Map.entry(BigDecimal.class, textual(BigDecimal::new)),
            Map.entry(UUID.class, textual(UUID::fromString)),
            Map.entry(Year.class, textual(Year::parse)),
            Map.entry(LocalDate.class, textual(LocalDate::parse)),
            Map.entry(LocalTime.class, textual(LocalTime::parse)),
            Map.entry(LocalDateTime.class, textual(LocalDateTime::parse)),
            Map.entry(Instant.class, textual(Instant::parse)),
            Map.entry(OffsetDateTime.class, textual(OffsetDateTime::parse)),
            Map.entry(ZonedDateTime.class, textual(ZonedDateTime::parse)));

    /** Null if rows cannot be paged by the type. */
    static @Nullable KeyCodec of(Class<?> type) {
        return CODECS.get(type);
    }

    private static KeyCodec textual(Function<String, Object> reader) {
        return new KeyCodec(Object::toString, reader);
    }
}
