/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * Types of columns whose values can be sent in PostgreSQL's binary formats without loss. The numbers are those of {@code pg_type}, of a type and of its
 * array, and are the same in all servers.
 */
enum ColumnKind {
    BOOL(16, 1000, Boolean.class, WireBuffer::putBool),
    INT2(21, 1005, Short.class, WireBuffer::putInt2),
    INT4(23, 1007, Integer.class, WireBuffer::putInt4),
    INT8(20, 1016, Long.class, WireBuffer::putInt8),
    FLOAT4(700, 1021, Float.class, (out, value) -> out.putInt4(Float.floatToIntBits(value))),
    FLOAT8(701, 1022, Double.class, (out, value) -> out.putInt8(Double.doubleToLongBits(value))),
    BYTEA(17, 1001, byte[].class, WireBuffer::putBytes),
    TEXT(25, 1009, String.class, WireBuffer::putText),
    NUMERIC(1700, 1231, BigDecimal.class, WireNumeric::put),
    UUID(2950, 2951, UUID.class, (out, value) -> {
        out.putInt(2 * Long.BYTES);
        out.putLong(value.getMostSignificantBits());
        out.putLong(value.getLeastSignificantBits());
    }),
    DATE(1082, 1182, LocalDate.class, WireTime::putDate),
    TIME(1083, 1183, LocalTime.class, WireTime::putTime),
    TIMESTAMP(1114, 1115, LocalDateTime.class, WireTime::putTimestamp),
    TIMESTAMPTZ(1184, 1185, Instant.class, (Format<Object>) WireTime::putTimestamptz) {
        @Override
        boolean takes(Object value) {
            return value instanceof Instant || value instanceof OffsetDateTime;
        }
    };

    /** What is sent as text wherever it is stored: {@code varchar} and {@code bpchar}. */
    private static final Set<Integer> TEXTS = Set.of(25, 1043, 1042);

    private static final Set<ColumnKind> INTEGERS = Set.of(INT2, INT4, INT8);
    private static final Set<ColumnKind> FLOATS = Set.of(FLOAT4, FLOAT8);

    private final int oid;
    private final int arrayOid;
    private final Class<?> javaType;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Format<Object> format;

    /** How a value is written, behind its length. */
    @FunctionalInterface
    private interface Format<T> {
        void put(WireBuffer out, T value);
    }

    @SuppressWarnings("unchecked")
    <T> ColumnKind(int oid, int arrayOid, Class<T> javaType, Format<? super T> format) {
        this.oid = oid;
        this.arrayOid = arrayOid;
        this.javaType = javaType;
        this.format = (Format<Object>) format;
    }

    /** The kind of a column, or null if it is to be bound one by one. */
    static @Nullable ColumnKind of(JdbcMapping type) {
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
    private static @Nullable ColumnKind temporal(JdbcMapping type) {
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

    /**
     * How values of this kind are sent to a column of a type without a cast in between, or null if they cannot be: as they are, or as
     * something wider. A {@code float} is mapped to FLOAT8, and to columns of either kind.
     */
    @Nullable
    ColumnKind storedIn(int column, Class<?> mapped) {
        if (this == TEXT) {
            return TEXTS.contains(column) ? TEXT : null;
        }
        for (var stored : values()) {
            if (stored.oid == column) {
                return stored == this || isWider(stored, mapped) ? stored : null;
            }
        }
        return null;
    }

    private boolean isWider(ColumnKind stored, Class<?> mapped) {
        return INTEGERS.contains(this)
                ? INTEGERS.contains(stored) && stored.compareTo(this) > 0
                : FLOATS.contains(this) && (stored == FLOAT8 || (stored == FLOAT4 && mapped == Float.class));
    }

    /** The name of the type in a cast. */
    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    int oid() {
        return oid;
    }

    int arrayOid() {
        return arrayOid;
    }

    boolean takes(Object value) {
        return javaType.isInstance(value);
    }

    /** Writes a value that is not null, behind its length. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    void put(WireBuffer out, JdbcMapping type, Object value, WrapperOptions options) {
        format.put(
                out,
                takes(value)
                        ? value
                        : ((org.hibernate.type.descriptor.java.JavaType) type.getJdbcJavaType())
                                .unwrap(value, javaType, options));
    }
}
