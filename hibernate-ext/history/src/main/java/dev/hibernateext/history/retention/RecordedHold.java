/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A legal hold on a part of the history. Made by {@link HistoryHolds}. */
@MappedSuperclass
public abstract class RecordedHold {

    @Id
    private @Nullable UUID id;

    @Column(name = "ENTITY_NAME")
    private @Nullable String entity;

    @Column(name = "ENTITY_ID")
    private @Nullable String entityId;

    @Column(name = "OPERATION_ID", length = 36)
    private @Nullable String operation;

    @Column(name = "REASON", length = 1_000, nullable = false)
    private @Nullable String reason;

    @Column(name = "PLACED_BY")
    private @Nullable String placedBy;

    @Column(name = "PLACED_AT", nullable = false)
    private @Nullable Instant placedAt;

    /** For subclasses and Hibernate. */
    protected RecordedHold() {}

    final void fill(HoldPlace place, HoldNote note) {
        id = note.id();
        entity = place.entity();
        entityId = place.entityId();
        operation = place.operation();
        reason = note.reason();
        placedBy = note.actor();
        placedAt = note.at();
    }

    final HistoryHold view() {
        return new HistoryHold(
                Objects.requireNonNull(id),
                new HoldPlace(entity, entityId, operation),
                Objects.requireNonNull(reason),
                placedBy,
                Objects.requireNonNull(placedAt));
    }
}
