/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Date;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry, the same text on all nodes for equal values.
 *
 * @param text the entity or collection, the tenant and the values
 * @param id as Hibernate gave it
 */
record RedisKey(String text, Object id) {

    static RedisKey of(String owner, @Nullable String tenant, Object id, Object values) {
        var text = new StringBuilder(owner).append('#');
        append(text, tenant);
        append(text, values);
        return new RedisKey(text.toString(), id);
    }

    /** With lengths, since a value may contain what separates. */
    private static void append(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append('-');
        } else if (value instanceof Object[] parts) {
            text.append(parts.length).append('[');
            for (var part : parts) {
                append(text, part);
            }
        } else {
            var plain = plain(value);
            text.append(plain.length()).append(':').append(plain);
        }
    }

    /** Entities have identifiers of the old types too. */
    @SuppressWarnings("JavaUtilDate")
    private static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        } else if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant().toString();
        } else if (value instanceof Date date) {
            return Long.toString(date.getTime());
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return isPlain(value) ? value.toString() : serialized(value);
    }

    private static boolean isPlain(Object value) {
        return value.getClass().getPackageName().startsWith("java.");
    }

    private static String serialized(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
