/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** How a sort key of one type is written in a token and read again, without loss. */
record KeyCodec(Function<Object, String> writer, Function<String, Object> reader) {

    private static final Map<Class<?>, KeyCodec> CODECS = Map.ofEntries(
            Map.entry(String.class, textual(text -> text)),
            Map.entry(Character.class, textual(text -> text.charAt(0))),
            Map.entry(Boolean.class, textual(Boolean::valueOf)),
            Map.entry(Byte.class, textual(Byte::valueOf)),
            Map.entry(Short.class, textual(Short::valueOf)),
            Map.entry(Integer.class, textual(Integer::valueOf)),
            Map.entry(Long.class, textual(Long::valueOf)),
            Map.entry(Float.class, textual(Float::valueOf)),
            Map.entry(Double.class, textual(Double::valueOf)),
            Map.entry(BigInteger.class, textual(BigInteger::new)),
            Map.entry(BigDecimal.class, textual(BigDecimal::new)),
            Map.entry(UUID.class, textual(UUID::fromString)),
            Map.entry(Year.class, textual(Year::parse)),
            Map.entry(Duration.class, textual(Duration::parse)),
            Map.entry(LocalDate.class, textual(LocalDate::parse)),
            Map.entry(LocalTime.class, textual(LocalTime::parse)),
            Map.entry(LocalDateTime.class, textual(LocalDateTime::parse)),
            Map.entry(Instant.class, textual(Instant::parse)),
            Map.entry(OffsetTime.class, textual(OffsetTime::parse)),
            Map.entry(OffsetDateTime.class, textual(OffsetDateTime::parse)),
            Map.entry(ZonedDateTime.class, textual(ZonedDateTime::parse)),
            Map.entry(Date.class, textual(Date::valueOf)),
            Map.entry(Timestamp.class, new KeyCodec(KeyCodec::moment, KeyCodec::timestamp)),
            Map.entry(java.util.Date.class, new KeyCodec(KeyCodec::moment, KeyCodec::timestamp)));

    /** Hibernate writes and reads their texts without loss; those of calendars and times of java.sql it does not. */
    private static final Set<Class<?>> KNOWN_TO_HIBERNATE = Set.of(
            byte[].class,
            Byte[].class,
            char[].class,
            Character[].class,
            Class.class,
            Currency.class,
            InetAddress.class,
            Locale.class,
            TimeZone.class,
            URL.class,
            ZoneId.class,
            ZoneOffset.class);

    /** Null if values of the type cannot be written. */
    static @Nullable KeyCodec of(Class<?> type) {
        return type.isEnum() ? byName(type) : CODECS.get(type);
    }

    /** Of the attribute's own type, or else of what it is converted to. */
    static @Nullable KeyCodec of(Class<?> type, @Nullable JdbcMapping mapping) {
        var own = of(type);
        if (own != null || mapping == null) {
            return own;
        }
        if (KNOWN_TO_HIBERNATE.contains(type)) {
            return described(mapping.getMappedJavaType());
        }
        var converter = mapping.getValueConverter();
        return converter == null ? null : converted(converter);
    }

    private static KeyCodec byName(Class<?> type) {
        var constants = Stream.of(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
        return new KeyCodec(constant -> ((Enum<?>) constant).name(), name -> {
            var constant = constants.get(name);
            if (constant == null) {
                throw new IllegalArgumentException("constant");
            }
            return constant;
        });
    }

    private static <T> KeyCodec described(JavaType<T> type) {
        return new KeyCodec(value -> type.toString(type.cast(value)), type::fromString);
    }

    private static <D, R> @Nullable KeyCodec converted(BasicValueConverter<D, R> converter) {
        var domain = converter.getDomainJavaType();
        var relational = converter.getRelationalJavaType();
        var codec = of(relational.getJavaTypeClass());
        return codec == null
                ? null
                : new KeyCodec(
                        value -> codec.writer()
                                .apply(Objects.requireNonNull(converter.toRelationalValue(domain.cast(value)))),
                        text -> Objects.requireNonNull(converter.toDomainValue(
                                relational.cast(codec.reader().apply(text)))));
    }

    private static KeyCodec textual(Function<String, Object> reader) {
        return new KeyCodec(Object::toString, reader);
    }

    /** Hibernate reads moments as timestamps; days know no instant. */
    @SuppressWarnings("JavaUtilDate")
    private static String moment(Object date) {
        var moment = date instanceof Timestamp timestamp
                ? timestamp.toInstant()
                : Instant.ofEpochMilli(((java.util.Date) date).getTime());
        return moment.toString();
    }

    private static Object timestamp(String text) {
        return Timestamp.from(Instant.parse(text));
    }
}
