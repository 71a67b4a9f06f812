/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.mixins.DeletedAt;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SecondaryTable;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** The text in a secondary table and the mark in the primary one, without a version that would tie them together. */
@Entity
@NamedQuery(name = "Dossier.ofScene", query = "from Dossier e where e.scene = :scene")
@SecondaryTable(name = "DossierText")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Dossier implements Item {

    @Id
    int id;

    @DeletedAt
    @Nullable
    Instant gone;

    @NaturalId
    String code;

    int scene;

    @Column(table = "DossierText")
    String text = "";

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    Set<String> tags = new HashSet<>();

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    OnShelf shelf;

    Dossier(Place<OnShelf> place) {
        this.id = place.id();
        this.code = "c" + place.id();
        this.scene = place.scene();
        this.shelf = place.shelf();
    }

    Dossier() {
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

    @Entity(name = "DossierShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Dossier> {}

    @Entity(name = "DossierSlip")
    static class OnSlip extends Slip<Dossier> {}
}
