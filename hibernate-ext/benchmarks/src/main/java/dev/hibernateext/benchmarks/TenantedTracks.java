/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import org.hibernate.annotations.TenantId;

/** One table whose rows belong to tenants, can be deleted softly, are stamped and versioned; mapped for every way to do so. */
final class TenantedTracks {

    private TenantedTracks() {}

    /** All columns by hand. */
    @Entity(name = "Track")
    static class Plain extends DeletableTracks.HandWritten {

        String tenant_id = TenantedSubject.TENANT;

        Plain() {}

        Plain(long id) {
            super(id);
        }
    }

    /** All columns by hand, but for Hibernate's tenant. */
    @Entity(name = "Track")
    static class Core extends DeletableTracks.HandWritten {

        @TenantId
        String tenant_id = TenantedSubject.TENANT;

        Core() {}

        Core(long id) {
            super(id);
        }
    }

    /** With a mapped superclass of the library. */
    @Entity(name = "Track")
    static class Full extends TenantEntity implements Track {

        @Id
        long id;

        @Embedded
        TrackColumns columns = new TrackColumns();

        Full() {}

        Full(long id) {
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
