/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** The entity of a user of the library. */
@Entity(name = "Track")
@Table(name = "track")
public class StampedTrack extends AuditedEntity implements Track {

    @Id
    private long id;

    @Embedded
    private TrackColumns columns = new TrackColumns();

    /** For Hibernate. */
    protected StampedTrack() {}

    StampedTrack(long id) {
        this.id = id;
        this.columns = TrackColumns.of(id);
    }

    long id() {
        return id;
    }

    TrackColumns columns() {
        return columns;
    }

    @Override
    public void changePrice(BigDecimal price) {
        columns.price = price;
    }

    @Override
    public BigDecimal price() {
        return columns.price;
    }
}
