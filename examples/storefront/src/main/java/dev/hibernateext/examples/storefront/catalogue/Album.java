/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.examples.storefront.shop.ShopRow;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;

/** What an artist published under one title. */
@Entity
@Audited
public class Album extends ShopRow {

    @NotBlank
    @Size(max = 200)
    private String title = "";

    @NotNull
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Artist artist;

    @Audited.Excluded
    @OneToMany(mappedBy = "album", cascade = CascadeType.REMOVE)
    private List<Track> tracks = new ArrayList<>();

    /** For Hibernate and new rows, which get what they need before they are stored. */
    @SuppressWarnings("NullAway.Init")
    public Album() {}

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public Artist getArtist() {
        return artist;
    }

    public void setArtist(Artist artist) {
        this.artist = artist;
    }

    public List<Track> getTracks() {
        return tracks;
    }
}
