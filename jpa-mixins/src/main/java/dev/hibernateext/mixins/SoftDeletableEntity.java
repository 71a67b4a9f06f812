/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audited entity whose rows are marked as deleted instead of deleted.
 *
 * <p>Columns {@code deleted_at}, {@code deleted_by} and {@code deletion_id}; rename them with {@link
 * jakarta.persistence.AttributeOverride}. An entity that cannot spend its superclass embeds {@link Deletion} or annotates
 * attributes of its own.
 */
@MappedSuperclass
@SoftDeletable
public abstract class SoftDeletableEntity extends AuditedEntity {

    @DeletedAt
    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @DeletedBy
    @Column(name = "deleted_by")
    private @Nullable String deletedBy;

    @DeletionId
    @Column(name = "deletion_id")
    private @Nullable UUID deletionId;

    /** For subclasses. */
    protected SoftDeletableEntity() {}

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
}
