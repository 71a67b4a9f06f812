/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.sales;

import dev.hibernateext.examples.storefront.shop.ShopRow;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;
import org.jspecify.annotations.Nullable;

/** What a customer bought at one time. */
@Entity
@Audited
public class Invoice extends ShopRow {

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    @NotNull
    @Column(updatable = false)
    private Instant soldAt;

    @Size(max = 80)
    private @Nullable String billingCity;

    @Size(max = 80)
    private @Nullable String billingCountry;

    @Digits(integer = 8, fraction = 2)
    @Column(precision = 10, scale = 2)
    private BigDecimal total = BigDecimal.ZERO;

    @Audited.Excluded
    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL)
    @OrderBy("id")
    private List<InvoiceLine> lines = new ArrayList<>();

    /** For Hibernate and new rows, which get what they need before they are stored. */
    @SuppressWarnings("NullAway.Init")
    public Invoice() {}

    public Customer getCustomer() {
        return customer;
    }

    public void setCustomer(Customer customer) {
        this.customer = customer;
    }

    public Instant getSoldAt() {
        return soldAt;
    }

    public void setSoldAt(Instant soldAt) {
        this.soldAt = soldAt;
    }

    public @Nullable String getBillingCity() {
        return billingCity;
    }

    public void setBillingCity(@Nullable String billingCity) {
        this.billingCity = billingCity;
    }

    public @Nullable String getBillingCountry() {
        return billingCountry;
    }

    public void setBillingCountry(@Nullable String billingCountry) {
        this.billingCountry = billingCountry;
    }

    public BigDecimal getTotal() {
        return total;
    }

    public List<InvoiceLine> getLines() {
        return lines;
    }

    /** The price of the line is added to the total. */
    public void add(InvoiceLine line) {
        line.setInvoice(this);
        lines.add(line);
        total = total.add(line.getUnitPrice().multiply(BigDecimal.valueOf(line.getQuantity())));
    }
}
