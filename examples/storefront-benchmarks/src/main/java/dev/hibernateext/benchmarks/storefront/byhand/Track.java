/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A piece of music that is for sale. */
@Entity
@Audited
@SQLRestriction(HandRow.PRESENT)
@SuppressWarnings("NullAway.Init")
class Track extends HandRow {

    @NotBlank
    @Size(max = 200)
    String name = "";

    @Size(max = 250)
    @Nullable
    String composer;

    @Size(max = 120)
    @Nullable
    String genre;

    @PositiveOrZero
    int milliseconds;

    @NotNull
    @DecimalMin("0")
    @Digits(integer = 6, fraction = 2)
    @Column(precision = 8, scale = 2)
    BigDecimal unitPrice = BigDecimal.ZERO;

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Album album;
}
