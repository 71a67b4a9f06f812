/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** One track of an invoice, at the price it had then. */
@Entity
public class InvoiceLine extends AuditedEntity {

    @Id
    Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Invoice invoice;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Track track;

    BigDecimal unitPrice;

    int quantity;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceLine() {}

    public Integer getId() {
        return id;
    }

    public Invoice getInvoice() {
        return invoice;
    }

    public Track getTrack() {
        return track;
    }
}
