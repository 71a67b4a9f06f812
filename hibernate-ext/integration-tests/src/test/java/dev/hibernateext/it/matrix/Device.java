/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Version;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** Stamps of its own as epoch numbers, and updates of changed columns only. */
@Entity
@NamedQuery(name = "Device.rewrite", query = "update Device e set e.text = :text where e.id = :id")
@NamedQuery(name = "Device.byId", query = "from Device e where e.id = :id")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@DynamicUpdate
@NaturalIdCache
class Device extends PlainRow {

    @CreatedAt
    private @Nullable Long createdAt;

    @CreatedBy
    private @Nullable String createdBy;

    @UpdatedAt
    private @Nullable Integer updatedAt;

    @UpdatedBy
    private @Nullable String updatedBy;

    @Version
    private @Nullable Integer version;

    Device(int id) {
        super(id);
    }

    Device() {
        this(0);
    }

    @Override
    public Stamps stamps() {
        return new Stamps(Stamps.instant(createdAt), createdBy, Stamps.instant(updatedAt), updatedBy);
    }

    @Override
    public Comparable<?> version() {
        return Objects.requireNonNull(version).longValue();
    }
}
