/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A versioned entity that knows when and by whom its row was inserted and last written.
 *
 * <p>Columns {@code created_at}, {@code created_by}, {@code updated_at} and {@code updated_by}; rename them with {@link
 * jakarta.persistence.AttributeOverride}. An entity that cannot spend its superclass embeds {@link AuditStamps} or
 * annotates attributes of its own.
 */
@MappedSuperclass
public abstract class AuditedEntity extends VersionedEntity {

    @CreatedAt
    @Column(name = "created_at", nullable = false)
    private @Nullable Instant createdAt;

    @CreatedBy
    @Column(name = "created_by")
    private @Nullable String createdBy;

    @UpdatedAt
    @Column(name = "updated_at", nullable = false)
    private @Nullable Instant updatedAt;

    @UpdatedBy
    @Column(name = "updated_by")
    private @Nullable String updatedBy;

    /** For subclasses. */
    protected AuditedEntity() {}

    /**
     * When the row was inserted.
     *
     * @return the instant, or null before the insert
     */
    public @Nullable Instant getCreatedAt() {
        return createdAt;
    }

    /**
     * The id of the actor that inserted the row.
     *
     * @return the id, or null before the insert and for a write without an actor
     */
    public @Nullable String getCreatedBy() {
        return createdBy;
    }

    /**
     * When the row was last written.
     *
     * @return the instant, or null before the insert
     */
    public @Nullable Instant getUpdatedAt() {
        return updatedAt;
    }

    /**
     * The id of the actor that last wrote the row.
     *
     * @return the id, or null before the insert and for a write without an actor
     */
    public @Nullable String getUpdatedBy() {
        return updatedBy;
    }
}
