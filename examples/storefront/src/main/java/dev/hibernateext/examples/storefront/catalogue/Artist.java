/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.examples.storefront.shop.ShopRow;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;

/** A musician, a band or an orchestra. Goes into the trash with all albums, and comes back with them. */
@Entity
@Audited
public class Artist extends ShopRow {

    @NotBlank
    @Size(max = 200)
    private String name = "";

    @Audited.Excluded
    @OneToMany(mappedBy = "artist", cascade = CascadeType.REMOVE)
    private List<Album> albums = new ArrayList<>();

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public List<Album> getAlbums() {
        return albums;
    }
}
