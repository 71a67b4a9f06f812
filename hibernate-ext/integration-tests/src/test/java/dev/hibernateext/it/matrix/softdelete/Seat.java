/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.DeletedBy;
import dev.hibernateext.mixins.DeletionId;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.jspecify.annotations.Nullable;

/** A composite identifier, and a mark in attributes of its own. */
@Entity
@NamedQuery(name = "Seat.ofScene", query = "from Seat e where e.scene = :scene")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Seat implements Item {

    @EmbeddedId
    Coordinates id;

    @Version
    long version;

    @DeletedAt
    @Nullable
    LocalDateTime freedAt;

    @DeletedBy
    @Nullable
    String freedBy;

    @DeletionId
    @Nullable
    UUID freeing;

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

    Seat(Place<OnShelf> place) {
        this.id = new Coordinates(place.id());
        this.code = "c" + place.id();
        this.scene = place.scene();
        this.shelf = place.shelf();
    }

    Seat() {
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

    @Embeddable
    static class Coordinates implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "seat_row")
        private int row;

        @Column(name = "seat_place")
        private int place;

        Coordinates() {}

        Coordinates(int number) {
            this.row = number / 10;
            this.place = number % 10;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Coordinates that && row == that.row && place == that.place;
        }

        @Override
        public int hashCode() {
            return Objects.hash(row, place);
        }
    }

    @Entity(name = "SeatShelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class OnShelf extends Shelf<Seat> {}

    @Entity(name = "SeatSlip")
    static class OnSlip extends Slip<Seat> {}
}
