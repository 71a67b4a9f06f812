/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** Types of columns that PostgreSQL's driver can send as arrays without loss, with the type of an element. */
enum ArrayKind {
    BOOL(Boolean.class),
    INT2(Short.class),
    INT4(Integer.class),
    INT8(Long.class),
    FLOAT4(Float.class),
    FLOAT8(Double.class),
    BYTEA(byte[].class),
    TEXT(String.class),
    NUMERIC(String.class) {
        @Override
        Object element(JdbcMapping type, Object value, WrapperOptions options) {
            return unwrap(type, value, BigDecimal.class, options).toString();
        }
    },
    UUID(String.class) {
        @Override
        Object element(JdbcMapping type, Object value, WrapperOptions options) {
            return unwrap(type, value, UUID.class, options).toString();
        }
    },
    DATE(String.class) {
        @Override
        Object element(JdbcMapping type, Object value, WrapperOptions options) {
            var date = unwrap(type, value, LocalDate.class, options);
            return isPlain(date.getYear())
                    ? date.toString()
                    : era(date.getYear(), date.withYear(years(date.getYear())).toString());
        }
    },
    TIME(String.class) {
        @Override
        Object element(JdbcMapping type, Object value, WrapperOptions options) {
            return unwrap(type, value, LocalTime.class, options).toString();
        }
    },
    TIMESTAMP(String.class) {
        @Override
        Object element(JdbcMapping type, Object value, WrapperOptions options) {
            var time = unwrap(type, value, LocalDateTime.class, options);
            return isPlain(time.getYear())
                    ? time.toString()
                    : era(time.getYear(), time.withYear(years(time.getYear())).toString());
        }
    },
    TIMESTAMPTZ(String.class) {
        @Override
        Object element(JdbcMapping type, Object value, WrapperOptions options) {
            var time = value instanceof OffsetDateTime given
                    ? given
                    : unwrap(type, value, Instant.class, options).atOffset(ZoneOffset.UTC);
            return isPlain(time.getYear())
                    ? time.toString()
                    : era(time.getYear(), time.withYear(years(time.getYear())).toString());
        }
    };

    /** The last year Java writes without a sign. */
    private static final int LAST_PLAIN_YEAR = 9_999;

    private final Class<?> element;

    ArrayKind(Class<?> element) {
        this.element = element;
    }

    /** The kind of a column, or null if it is to be bound one by one. */
    static @Nullable ArrayKind of(JdbcMapping type) {
        return switch (type.getJdbcType().getDefaultSqlTypeCode()) {
            case SqlTypes.BOOLEAN -> BOOL;
            case SqlTypes.TINYINT, SqlTypes.SMALLINT -> INT2;
            case SqlTypes.INTEGER -> INT4;
            case SqlTypes.BIGINT -> INT8;
            case SqlTypes.REAL -> FLOAT4;
            case SqlTypes.FLOAT, SqlTypes.DOUBLE -> FLOAT8;
            case SqlTypes.NUMERIC, SqlTypes.DECIMAL -> NUMERIC;
            case SqlTypes.CHAR, SqlTypes.VARCHAR, SqlTypes.LONGVARCHAR, SqlTypes.LONG32VARCHAR -> TEXT;
            case SqlTypes.VARBINARY, SqlTypes.LONGVARBINARY, SqlTypes.LONG32VARBINARY -> BYTEA;
            case SqlTypes.UUID -> UUID;
            default -> temporal(type);
        };
    }

    /** Others depend on the time zone of the JVM or the session. */
    private static @Nullable ArrayKind temporal(JdbcMapping type) {
        var java = type.getJdbcJavaType().getJavaTypeClass();
        return switch (type.getJdbcType().getDefaultSqlTypeCode()) {
            case SqlTypes.DATE -> java == LocalDate.class ? DATE : null;
            case SqlTypes.TIME -> java == LocalTime.class ? TIME : null;
            case SqlTypes.TIMESTAMP -> java == LocalDateTime.class ? TIMESTAMP : null;
            case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
                java == Instant.class || java == OffsetDateTime.class ? TIMESTAMPTZ : null;
            default -> null;
        };
    }

    /** The name of the type in a cast. */
    String sqlName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Object[] array(int length) {
        return (Object[]) Array.newInstance(element, length);
    }

    /** A value that is not null as an element of the array. */
    Object element(JdbcMapping type, Object value, WrapperOptions options) {
        return element.isInstance(value) ? value : unwrap(type, value, element, options);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <X> X unwrap(JdbcMapping type, Object value, Class<X> target, WrapperOptions options) {
        return target.isInstance(value)
                ? target.cast(value)
                : target.cast(((org.hibernate.type.descriptor.java.JavaType) type.getJdbcJavaType())
                        .unwrap(value, target, options));
    }

    private static boolean isPlain(int year) {
        return year > 0 && year <= LAST_PLAIN_YEAR;
    }

    /** PostgreSQL has no year 0 and no negative ones, and Java writes years of five digits with a sign. */
    private static int years(int year) {
        return year > 0 ? year : 1 - year;
    }

    private static String era(int year, String text) {
        var unsigned = text.charAt(0) == '+' ? text.substring(1) : text;
        return year > 0 ? unsigned : unsigned + " BC";
    }
}
