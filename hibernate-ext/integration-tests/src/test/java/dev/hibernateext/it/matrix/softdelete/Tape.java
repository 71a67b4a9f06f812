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

/** Leaf of a hierarchy in joined tables. */
@Entity
@NamedQuery(name = "Tape.ofScene", query = "from Tape e where e.scene = :scene")
class Tape extends Medium {

    private @Nullable String detail;

    Tape(Place<OnShelf> place) {
        super(place);
    }

    Tape() {
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

    @Entity(name = "TapeShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Tape> {}

    @Entity(name = "TapeSlip")
    static class OnSlip extends Slip<Tape> {}
}
