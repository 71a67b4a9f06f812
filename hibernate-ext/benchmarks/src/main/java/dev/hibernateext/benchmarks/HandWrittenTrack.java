/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The same table mapped by hand: the application sets the columns wherever it writes. */
@Entity(name = "Track")
@Table(name = "track")
public class HandWrittenTrack implements Track {

    @Id
    private long id;

    @Version
    @Column(name = "version", nullable = false)
    private @Nullable Long version;

    @Column(name = "created_at", nullable = false, updatable = false)
    private @Nullable Instant createdAt;

    @Column(name = "created_by", updatable = false)
    private @Nullable String createdBy;

    @Column(name = "updated_at", nullable = false)
    private @Nullable Instant updatedAt;

    @Column(name = "updated_by")
    private @Nullable String updatedBy;

    @Embedded
    private TrackColumns columns = new TrackColumns();

    /** For Hibernate. */
    protected HandWrittenTrack() {}

    HandWrittenTrack(long id) {
        this.id = id;
        this.columns = TrackColumns.of(id);
        this.createdAt = now();
        this.createdBy = Subject.ACTOR;
        this.updatedAt = createdAt;
        this.updatedBy = Subject.ACTOR;
    }

    @Override
    public void changePrice(BigDecimal price) {
        columns.price = price;
        updatedAt = now();
        updatedBy = Subject.ACTOR;
    }

    @Override
    public BigDecimal price() {
        return columns.price;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
