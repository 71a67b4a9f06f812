/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Recorded entities of tenants with a history table of each sort. */
final class RecordedAlbums {

    static final Class<?>[] ENTITIES = {Album.class, Concert.class, Song.class, Tag.class};

    private RecordedAlbums() {}

    /** One with a row in each history table. */
    static Concert concert(int id, String text) {
        var concert = new Concert();
        concert.id = id;
        concert.title = text;
        concert.hall = text;
        concert.cover = text;
        concert.words.add(text);
        concert.notes.put(text, text);
        var song = new Song();
        song.id = id + 1_000;
        song.title = text;
        concert.songs.add(song);
        var tag = new Tag();
        tag.id = id + 2_000;
        tag.name = text;
        concert.tags.add(tag);
        return concert;
    }

    @Entity(name = "Album")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    @SecondaryTable(name = "AlbumCover")
    static class Album {

        @Id
        int id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Nullable
        String title;

        @Column(table = "AlbumCover")
        @Nullable
        String cover;

        @ElementCollection
        Set<String> words = new HashSet<>();

        @ElementCollection
        Map<String, String> notes = new HashMap<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "album_id")
        Set<Song> songs = new HashSet<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        Set<Tag> tags = new HashSet<>();
    }

    @Entity(name = "Concert")
    @Audited
    static class Concert extends Album {

        @Nullable
        String hall;
    }

    @Entity(name = "Song")
    @Audited
    static class Song {

        @Id
        int id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Nullable
        String title;
    }

    @Entity(name = "Tag")
    @Audited
    static class Tag {

        @Id
        int id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        @Nullable
        String name;
    }
}
