/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mark of {@link SoftDeletableEntity} for an entity that has a superclass of its own.
 *
 * <p>The owner declares an attribute of this type and leaves it alone: it is null for a row that is there.
 */
@Embeddable
public class Deletion {

    @DeletedAt
    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @DeletedBy
    @Column(name = "deleted_by")
    private @Nullable String deletedBy;

    @DeletionId
    @Column(name = "deletion_id")
    private @Nullable UUID deletionId;

    /** The mark of a row that is there. */
    public Deletion() {}

    /**
     * When the row was deleted.
     *
     * @return the instant, or null for a row that is there
     */
    public @Nullable Instant getDeletedAt() {
        return deletedAt;
    }

    /**
     * The id of the actor that deleted the row.
     *
     * @return the id, or null for a row that is there and for a delete without an actor
     */
    public @Nullable String getDeletedBy() {
        return deletedBy;
    }

    /**
     * What the row was deleted with.
     *
     * @return the id all rows of one delete have in common, or null for a row that is there
     */
    public @Nullable UUID getDeletionId() {
        return deletionId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Deletion that
                && Objects.equals(deletedAt, that.deletedAt)
                && Objects.equals(deletedBy, that.deletedBy)
                && Objects.equals(deletionId, that.deletionId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(deletedAt, deletedBy, deletionId);
    }
}
