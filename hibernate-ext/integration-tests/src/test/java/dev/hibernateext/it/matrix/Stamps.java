/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.AuditedEntity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The four stamps of a row, times of every type as instants. */
record Stamps(
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static Stamps of(AuditedEntity entity) {
        return new Stamps(entity.getCreatedAt(), entity.getCreatedBy(), entity.getUpdatedAt(), entity.getUpdatedBy());
    }

    static Stamps of(AuditStamps stamps) {
        return new Stamps(stamps.getCreatedAt(), stamps.getCreatedBy(), stamps.getUpdatedAt(), stamps.getUpdatedBy());
    }

    /** A time as an attribute or a query gives it. */
    static @Nullable Instant instant(@Nullable Object time) {
        if (time == null) {
            return null;
        } else if (time instanceof Instant instant) {
            return instant;
        } else if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        } else if (time instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC);
        } else if (time instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        } else if (time instanceof Integer seconds) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new IllegalArgumentException("Not a time: " + time.getClass());
    }
}
