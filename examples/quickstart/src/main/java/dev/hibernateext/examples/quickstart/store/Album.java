/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** What an artist published under one title. */
@Entity
public class Album extends SoftDeletableEntity {

    @Id
    Integer id;

    String title;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    Artist artist;

    @OneToMany(mappedBy = "album", cascade = CascadeType.REMOVE)
    List<Track> tracks = new ArrayList<>();

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Album() {}

    public Integer getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public Artist getArtist() {
        return artist;
    }

    public List<Track> getTracks() {
        return tracks;
    }
}
