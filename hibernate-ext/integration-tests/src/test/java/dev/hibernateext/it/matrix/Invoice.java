/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalIdCache;

/** Stamped and versioned by mapped superclass. */
@Entity
@NamedQuery(name = "Invoice.rewrite", query = "update Invoice e set e.text = :text where e.id = :id")
@NamedQuery(name = "Invoice.byId", query = "from Invoice e where e.id = :id")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Invoice extends AuditedRow {

    Invoice(int id) {
        super(id);
    }

    Invoice() {
        this(0);
    }
}
