/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalIdCache;

/** The text in a secondary table, the stamps and the version in the primary one. */
@Entity
@NamedQuery(name = "Profile.rewrite", query = "update Profile e set e.text = :text where e.id = :id")
@NamedQuery(name = "Profile.byId", query = "from Profile e where e.id = :id")
@SecondaryTable(name = "ProfileText")
@AttributeOverride(name = "text", column = @Column(name = "text", table = "ProfileText"))
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Profile extends AuditedRow {

    Profile(int id) {
        super(id);
    }

    Profile() {
        this(0);
    }
}
