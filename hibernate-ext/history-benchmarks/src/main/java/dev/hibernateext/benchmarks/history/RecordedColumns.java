/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** The columns of the start-up probe's entities, recorded. */
public final class RecordedColumns {

    private RecordedColumns() {}

    /** Recorded by Hibernate's own log, of which the annotation of the entity tells. */
    @MappedSuperclass
    public abstract static class OfCore {

        @Version
        @Column(name = "version", nullable = false)
        @Nullable
        Long version;

        @Column(name = "created_at", nullable = false, updatable = false)
        @Nullable
        Instant createdAt;

        @Column(name = "created_by", updatable = false)
        @Nullable
        String createdBy;

        @Column(name = "updated_at", nullable = false)
        @Nullable
        Instant updatedAt;

        @Column(name = "updated_by")
        @Nullable
        String updatedBy;
    }

    /** Recorded by Envers, which asks the superclass too. */
    @MappedSuperclass
    @Audited
    public abstract static class OfEnvers {

        @Version
        @Column(name = "version", nullable = false)
        @Nullable
        Long version;

        @Column(name = "created_at", nullable = false, updatable = false)
        @Nullable
        Instant createdAt;

        @Column(name = "created_by", updatable = false)
        @Nullable
        String createdBy;

        @Column(name = "updated_at", nullable = false)
        @Nullable
        Instant updatedAt;

        @Column(name = "updated_by")
        @Nullable
        String updatedBy;
    }
}
