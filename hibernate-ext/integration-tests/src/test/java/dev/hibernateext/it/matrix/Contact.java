/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.mixins.AuditStamps;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Version;
import java.util.Objects;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** Stamped by embeddable, with a version of its own. */
@Entity
@NamedQuery(name = "Contact.rewrite", query = "update Contact e set e.text = :text where e.id = :id")
@NamedQuery(name = "Contact.byId", query = "from Contact e where e.id = :id")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Contact extends PlainRow {

    private AuditStamps stamps = new AuditStamps();

    @Version
    private @Nullable Short version;

    Contact(int id) {
        super(id);
    }

    Contact() {
        this(0);
    }

    @Override
    public Stamps stamps() {
        return Stamps.of(stamps);
    }

    @Override
    public Comparable<?> version() {
        return Objects.requireNonNull(version).longValue();
    }
}
