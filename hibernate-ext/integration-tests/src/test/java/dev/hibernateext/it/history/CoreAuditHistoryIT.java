/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Audited;
import org.jspecify.annotations.Nullable;

/** The contract, kept by the tables of Hibernate's own log. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CoreAuditHistoryIT extends HistoryContract {

    /** One for all collections together. */
    @Override
    public int statementsForCollections() {
        return 1;
    }

    @Override
    public Song newSong(String name) {
        var song = new Track();
        song.name = name;
        return song;
    }

    @Override
    public Class<Track> songs() {
        return Track.class;
    }

    @Override
    public Song newDuet(String name, String guest) {
        var duet = new Duet();
        duet.name = name;
        duet.guest = guest;
        return duet;
    }

    @Override
    public Object newArtist(long id) {
        return new Artist(id);
    }

    @Override
    public void rename(Object artist, String name) {
        ((Artist) artist).name = name;
    }

    @Override
    public Object newGenre(long id) {
        return new Genre(id);
    }

    @Override
    public Object newAlbum(int id, String title) {
        return new Album(id, title);
    }

    @Override
    public Class<?> albums() {
        return Album.class;
    }

    @Override
    public Object newUnrecorded(long id) {
        return new Draft();
    }

    @Entity(name = "Track")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Track implements Song {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @Version
        int version;

        String name = "";

        @Embedded
        @Nullable
        Size size;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Artist artist;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @ManyToMany
        Set<Genre> genres = new HashSet<>();

        @Override
        public Long id() {
            return Objects.requireNonNull(id);
        }

        @Override
        public void name(String newName) {
            name = newName;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void size(int width, int height) {
            size = new Size(width, height);
        }

        @Override
        public void by(@Nullable Object newArtist) {
            artist = (Artist) newArtist;
        }

        @Override
        public Set<String> tags() {
            return tags;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Set<Object> genres() {
            return (Set) genres;
        }
    }

    @Entity(name = "Duet")
    static class Duet extends Track {

        @Nullable
        String guest;
    }

    @Embeddable
    record Size(@Nullable Integer width, @Nullable Integer height) {}

    @Entity(name = "Artist")
    @Audited
    static class Artist {

        @Id
        long id;

        String name = "Somebody";

        Artist() {}

        Artist(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Genre")
    @Audited
    static class Genre {

        @Id
        long id;

        Genre() {}

        Genre(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Album")
    @Audited
    static class Album extends SoftDeletableEntity {

        @Id
        int id;

        @Nullable
        String title;

        Album() {}

        Album(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(name = "Draft")
    static class Draft {

        @Id
        long id;
    }
}
