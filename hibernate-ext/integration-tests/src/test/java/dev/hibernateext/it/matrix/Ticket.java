/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import dev.hibernateext.mixins.VersionTimestamp;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** Stamps of its own in two other time types, and a time as its version. */
@Entity
@NamedQuery(name = "Ticket.rewrite", query = "update Ticket e set e.text = :text where e.id = :id")
@NamedQuery(name = "Ticket.byId", query = "from Ticket e where e.id = :id")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Ticket extends PlainRow {

    @CreatedAt
    private @Nullable OffsetDateTime createdAt;

    @CreatedBy
    private @Nullable String createdBy;

    @UpdatedAt
    private @Nullable LocalDateTime updatedAt;

    @UpdatedBy
    private @Nullable String updatedBy;

    @Version
    @VersionTimestamp
    private @Nullable Instant version;

    Ticket(int id) {
        super(id);
    }

    Ticket() {
        this(0);
    }

    @Override
    public Stamps stamps() {
        return new Stamps(Stamps.instant(createdAt), createdBy, Stamps.instant(updatedAt), updatedBy);
    }

    @Override
    public Comparable<?> version() {
        return Objects.requireNonNull(version);
    }
}
