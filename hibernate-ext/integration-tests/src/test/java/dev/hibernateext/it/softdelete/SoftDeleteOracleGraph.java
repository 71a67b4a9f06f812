/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bands have albums, albums have songs, songs have takes, and songs have styles that are shared. */
final class SoftDeleteOracleGraph {

    private SoftDeleteOracleGraph() {}

    /** The entities, each with that it is below. */
    enum Level {
        BAND(Band.class, null),
        ALBUM(Album.class, BAND),
        SONG(Song.class, ALBUM),
        TAKE(Take.class, SONG),
        STYLE(Style.class, null);

        final Class<? extends Piece> type;
        final @Nullable Level above;

        Level(Class<? extends Piece> type, @Nullable Level above) {
            this.type = type;
            this.above = above;
        }

        /** The entity's name in HQL, and its table. */
        String entity() {
            return type.getSimpleName();
        }

        boolean isAtOrBelow(Level other) {
            return this == other || (above != null && above.isAtOrBelow(other));
        }
    }

    @MappedSuperclass
    abstract static class Piece extends SoftDeletableEntity {

        @Id
        int id;

        String text = "";
    }

    @Entity(name = "Band")
    static class Band extends Piece {

        @OneToMany(mappedBy = "above", cascade = CascadeType.ALL)
        Set<Album> albums = new HashSet<>();
    }

    @Entity(name = "Album")
    static class Album extends Piece {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Band above;

        @OneToMany(mappedBy = "above", cascade = CascadeType.ALL)
        Set<Song> songs = new HashSet<>();
    }

    @Entity(name = "Song")
    static class Song extends Piece {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Album above;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Band guest;

        @OneToMany(mappedBy = "above", cascade = CascadeType.ALL)
        Set<Take> takes = new HashSet<>();

        @ManyToMany
        Set<Style> styles = new HashSet<>();
    }

    @Entity(name = "Take")
    static class Take extends Piece {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Song above;
    }

    @Entity(name = "Style")
    static class Style extends Piece {}
}
