/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A musician, a band or an orchestra. */
@Entity
public class Artist extends SoftDeletableEntity {

    @Id
    Integer id;

    @Nullable
    String name;

    @OneToMany(mappedBy = "artist", cascade = CascadeType.REMOVE)
    List<Album> albums = new ArrayList<>();

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Artist() {}

    public Integer getId() {
        return id;
    }

    public @Nullable String getName() {
        return name;
    }

    public List<Album> getAlbums() {
        return albums;
    }
}
