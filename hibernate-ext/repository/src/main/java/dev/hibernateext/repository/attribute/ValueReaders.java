/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reader for each Java type whose values filters and patches take from a document. */
public final class ValueReaders {

    /** PostgreSQL begins in 4713 BC, MariaDB ends in 9999, and a day at either end is for time zones. */
    private static final int FIRST_YEAR = 1;

    private static final int LAST_YEAR = 9998;

    private static final int UUID_LENGTH = 36;

    private static final Map<Class<?>, ValueReader> STANDARD = standard();

    private ValueReaders() {}

    /**
     * The reader for a type.
     *
     * @param type a Java type, no primitive
     * @return its reader, or null if values of the type cannot be read
     */
    public static @Nullable ValueReader of(Class<?> type) {
        return type.isEnum() ? enumeration(type) : STANDARD.get(type);
    }

    /**
     * A reader for a type of the user's own.
     *
     * @param expected what a value has to be, with its article
     * @param reader makes a value of a text; {@link IllegalArgumentException} and {@link DateTimeException} mean that the text is
     *     no such value
     * @param <T> the type
     * @return the reader
     */
    public static <T> ValueReader of(String expected, Function<String, T> reader) {
        return new ValueReader(expected, false, raw -> raw instanceof String text ? orNull(reader, text) : null);
    }

    private static <T> @Nullable T orNull(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private static Map<Class<?>, ValueReader> standard() {
        var readers = new HashMap<Class<?>, ValueReader>();
        readers.put(String.class, new ValueReader("a text", true, ValueReaders::text));
        readers.put(Character.class, new ValueReader("one character", false, ValueReaders::character));
        readers.put(Boolean.class, new ValueReader("true or false", false, ValueReaders::bool));
        readers.putAll(Numbers.readers());
        readers.put(UUID.class, textual("a UUID", false, ValueReaders::uuid));
        readers.put(LocalTime.class, textual("a time such as 23:59:59", true, LocalTime::parse));
        readers.put(Year.class, textual("a year", true, text -> inRange(Year.parse(text))));
        readers.put(
                LocalDate.class, textual("a date such as 2026-12-31", true, text -> inRange(LocalDate.parse(text))));
        readers.put(
                LocalDateTime.class,
                textual("a time such as 2026-12-31T23:59:59", true, text -> inRange(LocalDateTime.parse(text))));
        var instant = "a time such as 2026-12-31T23:59:59Z";
        readers.put(Instant.class, textual(instant, true, ValueReaders::instant));
        readers.put(OffsetDateTime.class, textual(instant, true, text -> inRange(OffsetDateTime.parse(text))));
        readers.put(ZonedDateTime.class, textual(instant, true, text -> inRange(ZonedDateTime.parse(text))));
        return Map.copyOf(readers);
    }

    private static ValueReader textual(String expected, boolean ordered, Function<String, ?> reader) {
        return new ValueReader(expected, ordered, raw -> raw instanceof String text ? orNull(reader, text) : null);
    }

    /** With Z or an offset. */
    private static Instant instant(String text) {
        var time = inRange(OffsetDateTime.parse(text));
        return time.toInstant();
    }

    private static <T extends Temporal> T inRange(T value) {
        var year = value.get(ChronoField.YEAR);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("year");
        }
        return value;
    }

    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("length");
        }
        return UUID.fromString(text);
    }

    private static @Nullable Object text(Object raw) {
        return raw instanceof Number || raw instanceof Boolean ? raw.toString() : raw instanceof String ? raw : null;
    }

    private static @Nullable Object character(Object raw) {
        return raw instanceof String text && text.length() == 1 ? text.charAt(0) : null;
    }

    private static @Nullable Object bool(Object raw) {
        if (raw instanceof Boolean) {
            return raw;
        }
        return "true".equals(raw) ? Boolean.TRUE : "false".equals(raw) ? Boolean.FALSE : null;
    }

    /** By name: what stands in the database is the mapping's affair. */
    private static ValueReader enumeration(Class<?> type) {
        var constants = new HashMap<Object, Object>();
        for (var constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return new ValueReader("the name of a constant", false, constants::get);
    }
}
