/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of {@link AuditedEntity} for an entity that has a superclass of its own.
 *
 * <p>The owner declares an attribute of this type and leaves it alone: a null embeddable is instantiated on insert.
 * Replacing the embeddable of a managed entity does not change the creation stamps; assigning it whole in HQL is refused.
 */
@Embeddable
public class AuditStamps {

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

    /** Stamps of a row that is yet to be inserted. */
    public AuditStamps() {}

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuditStamps that
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(createdBy, that.createdBy)
                && Objects.equals(updatedAt, that.updatedAt)
                && Objects.equals(updatedBy, that.updatedBy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(createdAt, createdBy, updatedAt, updatedBy);
    }
}
