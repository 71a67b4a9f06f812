/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.hibernate.annotations.SQLRestriction;

/** One track of an invoice, at the price it had then. */
@Entity
@SQLRestriction(HandRow.PRESENT)
@SuppressWarnings("NullAway.Init")
class InvoiceLine extends HandRow {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Invoice invoice;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Track track;

    @Column(precision = 8, scale = 2)
    BigDecimal unitPrice = BigDecimal.ZERO;

    @Positive
    int quantity = 1;
}
