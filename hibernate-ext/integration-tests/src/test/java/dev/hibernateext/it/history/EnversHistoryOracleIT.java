/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static java.util.Objects.requireNonNull;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Random histories in the tables of Envers. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class EnversHistoryOracleIT extends HistoryOracle {

    @Override
    HistoryModel.Keeper keeper() {
        return HistoryModel.Keeper.ENVERS;
    }

    @Override
    RecordedEntity newTrack() {
        return new Track();
    }

    @Override
    RecordedEntity newDuet() {
        return new Duet();
    }

    @Override
    RecordedEntity newAlbum(int id) {
        var album = new Album();
        album.id = id;
        return album;
    }

    @Override
    List<Object> references(long id) {
        var artist = new Artist();
        artist.id = id;
        var genre = new Genre();
        genre.id = id;
        return List.of(artist, genre);
    }

    private static void put(Map<String, Object> values, String path, @Nullable Object value) {
        if (!HistoryModel.isNothing(value)) {
            values.put(path, requireNonNull(value));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void replace(Collection<T> elements, @Nullable Object others) {
        elements.retainAll((Collection<T>) requireNonNull(others));
        elements.addAll((Collection<T>) others);
    }

    @Entity(name = "Track")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Track implements RecordedEntity {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @Version
        int version;

        @Nullable
        String name;

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

        @ElementCollection
        Map<String, Integer> ratings = new HashMap<>();

        @Override
        public Object id() {
            return requireNonNull(id);
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public Map<String, Object> recorded() {
            var values = new HashMap<String, Object>();
            put(values, "name", name);
            put(values, "size.width", size == null ? null : size.width());
            put(values, "size.height", size == null ? null : size.height());
            put(values, "artist", artist == null ? null : artist.id());
            put(values, "tags", Set.copyOf(tags));
            put(values, "genres", genres.stream().map(Genre::id).collect(Collectors.toSet()));
            put(values, "ratings", Map.copyOf(ratings));
            return values;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void change(Session session, String path, @Nullable Object value) {
            switch (path) {
                case "name" -> name = (String) value;
                case "size.width" -> size = new Size((Integer) value, size == null ? null : size.height());
                case "size.height" -> size = new Size(size == null ? null : size.width(), (Integer) value);
                case "artist" -> artist = value == null ? null : session.getReference(Artist.class, value);
                case "tags" -> replace(tags, value);
                case "genres" ->
                    replace(
                            genres,
                            ((Set<Long>) requireNonNull(value))
                                    .stream()
                                            .map(each -> session.find(Genre.class, each))
                                            .toList());
                case "ratings" -> {
                    ratings.keySet().retainAll(((Map<String, Integer>) requireNonNull(value)).keySet());
                    ratings.putAll((Map<String, Integer>) value);
                }
                default -> throw new IllegalArgumentException(path);
            }
        }
    }

    @Entity(name = "Duet")
    @Audited
    static class Duet extends Track {

        @Nullable
        String guest;

        @Override
        public Map<String, Object> recorded() {
            var values = super.recorded();
            put(values, "guest", guest);
            return values;
        }

        @Override
        public void change(Session session, String path, @Nullable Object value) {
            if (path.equals("guest")) {
                guest = (String) value;
            } else {
                super.change(session, path, value);
            }
        }
    }

    @Embeddable
    record Size(@Nullable Integer width, @Nullable Integer height) {}

    @Entity(name = "Artist")
    @Audited
    static class Artist {

        @Id
        long id;

        long id() {
            return id;
        }
    }

    @Entity(name = "Genre")
    @Audited
    static class Genre {

        @Id
        long id;

        long id() {
            return id;
        }
    }

    @Entity(name = "Album")
    @Audited
    @AuditOverride(forClass = SoftDeletableEntity.class)
    static class Album extends SoftDeletableEntity implements RecordedEntity {

        @Id
        int id;

        @Nullable
        String title;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @Override
        public Object id() {
            return id;
        }

        @Override
        public int version() {
            return Math.toIntExact(requireNonNull(getVersion()));
        }

        @Override
        public Map<String, Object> recorded() {
            var values = new HashMap<String, Object>();
            put(values, "title", title);
            put(values, "labels", Set.copyOf(labels));
            return values;
        }

        @Override
        public void change(Session session, String path, @Nullable Object value) {
            if (path.equals("title")) {
                title = (String) value;
            } else {
                replace(labels, value);
            }
        }
    }
}
