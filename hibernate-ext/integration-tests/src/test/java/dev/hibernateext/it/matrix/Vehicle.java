/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import org.jspecify.annotations.Nullable;

/** Leaf of a hierarchy in a table per class. */
@Entity
@NamedQuery(name = "Vehicle.rewrite", query = "update Vehicle e set e.text = :text where e.id = :id")
@NamedQuery(name = "Vehicle.byId", query = "from Vehicle e where e.id = :id")
class Vehicle extends Asset {

    private @Nullable String plate;

    Vehicle(int id) {
        super(id);
    }

    Vehicle() {
        this(0);
    }

    @Override
    public void write(String text) {
        super.write(text);
        plate = text;
    }

    @Override
    public @Nullable String detail() {
        return plate;
    }
}
