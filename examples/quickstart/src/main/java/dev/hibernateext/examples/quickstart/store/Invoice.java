/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a customer bought at one time; its lines are {@link InvoiceLine}. */
@Entity
public class Invoice extends AuditedEntity {

    @Id
    Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Customer customer;

    LocalDate invoiceDate;

    @Embedded
    @Nullable
    Address billingAddress;

    BigDecimal total;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Invoice() {}

    public Integer getId() {
        return id;
    }

    public Customer getCustomer() {
        return customer;
    }

    public BigDecimal getTotal() {
        return total;
    }
}
