/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.SoftDeletable;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** Marked by an epoch number, without a version; hides its deleted rows from references. */
@Entity
@SoftDeletable(references = SoftDeletable.References.HIDE)
@NamedQuery(name = "Badge.ofScene", query = "from Badge e where e.scene = :scene")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Badge implements Item {

    @Id
    int id;

    @DeletedAt
    @Nullable
    Long gone;

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

    Badge(Place<OnShelf> place) {
        this.id = place.id();
        this.code = "c" + place.id();
        this.scene = place.scene();
        this.shelf = place.shelf();
    }

    Badge() {
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

    @Entity(name = "BadgeShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Badge> {}

    @Entity(name = "BadgeSlip")
    static class OnSlip extends Slip<Badge> {}
}
