/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;

/** One table, mapped for every way to delete its rows. */
final class DeletableTracks {

    private static final String MARK =
            "update Track set deleted_at = current_timestamp, version = version + 1 where id = ? and version = ?";

    private DeletableTracks() {}

    /** The columns {@link SoftDeletableEntity} brings, by hand, with the values it writes. */
    @MappedSuperclass
    abstract static class HandWritten implements Track {

        @Id
        long id;

        @Version
        long version;

        @Nullable
        Instant created_at;

        @Nullable
        String created_by;

        @Nullable
        Instant updated_at;

        @Nullable
        String updated_by;

        @Nullable
        Instant deleted_at;

        @Nullable
        String deleted_by;

        @Nullable
        UUID deletion_id;

        @Embedded
        TrackColumns columns = new TrackColumns();

        HandWritten() {}

        HandWritten(long id) {
            this.id = id;
            this.columns = TrackColumns.of(id);
            this.created_at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            this.updated_at = created_at;
        }

        void mark() {
            deleted_at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            deletion_id = UUID.randomUUID();
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

    @Entity(name = "Track")
    static class Plain extends HandWritten {

        Plain() {}

        Plain(long id) {
            super(id);
        }
    }

    @Entity(name = "Track")
    @SoftDelete
    static class Core extends HandWritten {

        Core() {}

        Core(long id) {
            super(id);
        }
    }

    @Entity(name = "Track")
    @SQLRestriction("deleted_at is null")
    @SQLDelete(sql = MARK)
    static class Restricted extends HandWritten {

        Restricted() {}

        Restricted(long id) {
            super(id);
        }
    }

    @Entity(name = "Track")
    @FilterDef(name = "live", defaultCondition = "deleted_at is null", autoEnabled = true, applyToLoadByKey = true)
    @Filter(name = "live")
    @SQLDelete(sql = MARK)
    static class Filtered extends HandWritten {

        Filtered() {}

        Filtered(long id) {
            super(id);
        }
    }

    @Entity(name = "Track")
    static class Soft extends SoftDeletableEntity implements Track {

        @Id
        long id;

        @Embedded
        TrackColumns columns = new TrackColumns();

        Soft() {}

        Soft(long id) {
            this.id = id;
            this.columns = TrackColumns.of(id);
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
}
