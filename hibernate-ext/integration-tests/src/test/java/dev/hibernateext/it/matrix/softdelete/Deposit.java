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

/** Leaf of a hierarchy in a table for each class. */
@Entity
@NamedQuery(name = "Deposit.ofScene", query = "from Deposit e where e.scene = :scene")
class Deposit extends Account {

    private @Nullable String detail;

    Deposit(Place<OnShelf> place) {
        super(place);
    }

    Deposit() {
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

    @Entity(name = "DepositShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Deposit> {}

    @Entity(name = "DepositSlip")
    static class OnSlip extends Slip<Deposit> {}
}
