/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalIdCache;

/** The plain case: one table, the mapped superclass. */
@Entity
@NamedQuery(name = "Folder.ofScene", query = "from Folder e where e.scene = :scene")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Folder extends MarkedRow<Folder.OnShelf> {

    Folder(Place<OnShelf> place) {
        super(place);
    }

    Folder() {
        this(Place.none());
    }

    @Entity(name = "FolderShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Folder> {}

    @Entity(name = "FolderSlip")
    static class OnSlip extends Slip<Folder> {}
}
