/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.mixins.Deletion;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** Marked in an embeddable, with a version of its own. */
@Entity
@NamedQuery(name = "Note.ofScene", query = "from Note e where e.scene = :scene")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Note implements Item {

    @Id
    int id;

    @Version
    int version;

    @Nullable
    Deletion deletion;

    @NaturalId
    String code;

    int scene;

    String text = "";

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    Set<String> tags = new HashSet<>();

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    OnShelf shelf;

    Note(Place<OnShelf> place) {
        this.id = place.id();
        this.code = "c" + place.id();
        this.scene = place.scene();
        this.shelf = place.shelf();
    }

    Note() {
        this(Place.none());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public void write(String text) {
        this.text = text;
    }

    @Override
    public Set<String> tags() {
        return tags;
    }

    @Entity(name = "NoteShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Note> {}

    @Entity(name = "NoteSlip")
    static class OnSlip extends Slip<Note> {}
}
