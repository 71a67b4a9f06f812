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
import org.jspecify.annotations.Nullable;

/** Leaf of a hierarchy in a single table. */
@Entity
@NamedQuery(name = "Patron.ofScene", query = "from Patron e where e.scene = :scene")
class Patron extends Member {

    private @Nullable String detail;

    Patron(Place<OnShelf> place) {
        super(place);
    }

    Patron() {
        this(Place.none());
    }

    @Override
    public void write(String text) {
        super.write(text);
        detail = text;
    }

    @Override
    public String text() {
        return detail == null || detail.equals(super.text()) ? super.text() : super.text() + "/" + detail;
    }

    @Entity(name = "PatronShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Patron> {}

    @Entity(name = "PatronSlip")
    static class OnSlip extends Slip<Patron> {}
}
