/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import dev.hibernateext.mixins.AuditedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a row, and when.
 *
 * @param createdAt when it was inserted
 * @param createdBy by whom, if it is known
 * @param updatedAt when it was last written
 * @param updatedBy by whom, if it is known
 */
public record Stamps(
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    /** Those of a row. */
    public static Stamps of(AuditedEntity row) {
        return new Stamps(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy());
    }
}
