/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** What a customer bought at one time. */
@Entity
@Audited
@SQLRestriction(HandRow.PRESENT)
@SuppressWarnings("NullAway.Init")
class Invoice extends HandRow {

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Customer customer;

    @NotNull
    @Column(updatable = false)
    Instant soldAt;

    @Size(max = 80)
    @Nullable
    String billingCity;

    @Size(max = 80)
    @Nullable
    String billingCountry;

    @Column(precision = 10, scale = 2)
    BigDecimal total = BigDecimal.ZERO;

    @Audited.Excluded
    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL)
    @OrderBy("id")
    List<InvoiceLine> lines = new ArrayList<>();
}
