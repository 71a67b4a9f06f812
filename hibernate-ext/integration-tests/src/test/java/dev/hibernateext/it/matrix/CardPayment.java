/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import org.jspecify.annotations.Nullable;

/** Leaf of a hierarchy in joined tables. */
@Entity
@NamedQuery(name = "CardPayment.rewrite", query = "update CardPayment e set e.text = :text where e.id = :id")
@NamedQuery(name = "CardPayment.byId", query = "from CardPayment e where e.id = :id")
class CardPayment extends Payment {

    private @Nullable String network;

    CardPayment(int id) {
        super(id);
    }

    CardPayment() {
        this(0);
    }

    @Override
    public void write(String text) {
        super.write(text);
        network = text;
    }

    @Override
    public @Nullable String detail() {
        return network;
    }
}
