/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import dev.hibernateext.examples.storefront.catalogue.Track;
import dev.hibernateext.examples.storefront.shop.ShopRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/** One track of an invoice, at the price it had then. */
@Entity
public class InvoiceLine extends ShopRow {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Invoice invoice;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Track track;

    @Column(precision = 8, scale = 2)
    private BigDecimal unitPrice = BigDecimal.ZERO;

    @Positive
    @Max(1_000)
    private int quantity = 1;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceLine() {}

    /**
     * A line at the price the track has now, for {@link Invoice#add}.
     *
     * @param track what is bought
     * @param quantity how often
     */
    @SuppressWarnings("NullAway.Init")
    public InvoiceLine(Track track, int quantity) {
        this.track = track;
        this.unitPrice = track.getUnitPrice();
        this.quantity = quantity;
    }

    void setInvoice(Invoice invoice) {
        this.invoice = invoice;
    }

    public Invoice getInvoice() {
        return invoice;
    }

    public Track getTrack() {
        return track;
    }

    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    public int getQuantity() {
        return quantity;
    }
}
