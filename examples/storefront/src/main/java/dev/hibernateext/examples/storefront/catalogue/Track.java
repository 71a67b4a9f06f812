/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.examples.storefront.shop.ShopRow;
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
import org.jspecify.annotations.Nullable;

/** A piece of music that is for sale. */
@Entity
@Audited
public class Track extends ShopRow {

    @NotBlank
    @Size(max = 200)
    private String name = "";

    @Size(max = 250)
    private @Nullable String composer;

    @Size(max = 120)
    private @Nullable String genre;

    @PositiveOrZero
    private int milliseconds;

    @NotNull
    @DecimalMin("0")
    @Digits(integer = 6, fraction = 2)
    @Column(precision = 8, scale = 2)
    private BigDecimal unitPrice = BigDecimal.ZERO;

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Album album;

    /** For Hibernate and new rows, which get what they need before they are stored. */
    @SuppressWarnings("NullAway.Init")
    public Track() {}

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public @Nullable String getComposer() {
        return composer;
    }

    public void setComposer(@Nullable String composer) {
        this.composer = composer;
    }

    public @Nullable String getGenre() {
        return genre;
    }

    public void setGenre(@Nullable String genre) {
        this.genre = genre;
    }

    public int getMilliseconds() {
        return milliseconds;
    }

    public void setMilliseconds(int milliseconds) {
        this.milliseconds = milliseconds;
    }

    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    public void setUnitPrice(BigDecimal unitPrice) {
        this.unitPrice = unitPrice;
    }

    public Album getAlbum() {
        return album;
    }

    public void setAlbum(Album album) {
        this.album = album;
    }
}
