/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.StateDiff;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How collections of all kinds differ between two revisions, with both backends. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ComparedCollectionsIT {

    /** A shelf with collections of all kinds. */
    interface Shelf {

        List<String> labels();

        Map<String, Shade> shades();

        Set<Size> sizes();

        Map<String, Box> boxes();
    }

    /** A shelf whose elements have the reference. */
    interface Rack {

        Set<Box> own();
    }

    enum Shade {
        LIGHT,
        DARK
    }

    @ParameterizedTest
    @ValueSource(classes = {EnversShelf.class, CoreShelf.class})
    void comparesThemInOneStatement(
            Class<? extends Shelf> type, SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            session.persist(new Box(1, "one"));
            session.persist(new Box(2, "two"));
            var shelf = type == CoreShelf.class ? new CoreShelf() : new EnversShelf();
            shelf.labels().addAll(List.of("a", "b", "c"));
            shelf.shades().put("left", Shade.DARK);
            shelf.sizes().addAll(Set.of(new Size(1, 1), new Size(2, 2)));
            shelf.boxes().put("top", session.find(Box.class, 1));
            session.persist(shelf);
        });
        scope.inTransaction(session -> {
            var shelf = session.find(type, 1);
            shelf.labels().remove(0);
            shelf.shades().put("left", Shade.LIGHT);
            shelf.shades().put("right", Shade.DARK);
            shelf.sizes().remove(new Size(1, 1));
            shelf.sizes().add(new Size(3, 3));
            shelf.boxes().put("top", session.find(Box.class, 2));
        });
        // what comes after the later revision does not count
        scope.inTransaction(session -> session.find(type, 1).labels().clear());
        var numbers = numbers(scope, type);
        recorder.clear();

        var diff = diff(scope, type, numbers.get(0), numbers.get(1));

        assertThat(recorder.count()).isEqualTo(1);
        assertThat(diff.changes())
                .containsExactly(
                        new OfElements("boxes", List.of(entry("top", 2)), List.of(entry("top", 1))),
                        new OfElements("labels", List.of(), List.of("a")),
                        new OfElements(
                                "shades",
                                sorted(entry("left", Shade.LIGHT), entry("right", Shade.DARK)),
                                List.of(entry("left", Shade.DARK))),
                        new OfElements("sizes", List.of(new Size(3, 3)), List.of(new Size(1, 1))));
        assertThat(diff(scope, type, numbers.get(1), numbers.get(0)).of("labels"))
                .contains(new OfElements("labels", List.of("a"), List.of()));
        assertThat(diff(scope, type, 0, numbers.get(0)).of("labels"))
                .contains(new OfElements("labels", List.of("a", "b", "c"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(classes = {EnversRack.class, CoreRack.class})
    void comparesReferencesOfElements(Class<? extends Rack> type, SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.persist(new Box(1, "one"));
            var rack = type == CoreRack.class ? new CoreRack() : new EnversRack();
            rack.own().add(session.find(Box.class, 1));
            session.persist(rack);
        });
        scope.inTransaction(session -> session.find(type, 1).own().clear());
        var numbers = numbers(scope, type);

        assertThat(diff(scope, type, numbers.get(0), numbers.get(1)).changes())
                .containsExactly(new OfElements("own", List.of(), List.of(1)));
    }

    /** Hibernate's own log does not read such maps. */
    @Test
    void loadsWhatRowsDoNotTell(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            session.persist(new Box(1, "one"));
            session.persist(new Box(2, "two"));
            var rack = new EnversRack();
            rack.byName.put("one", session.find(Box.class, 1));
            session.persist(rack);
        });
        scope.inTransaction(session -> session.find(EnversRack.class, 1).byName.put("two", session.find(Box.class, 2)));
        var numbers = numbers(scope, EnversRack.class);
        recorder.clear();

        var diff = diff(scope, EnversRack.class, numbers.get(0), numbers.get(1));

        assertThat(diff.changes()).containsExactly(new OfElements("byName", List.of(entry("two", 2)), List.of()));
        assertThat(recorder.count()).isEqualTo(3);
    }

    private static List<Object> sorted(Object one, Object other) {
        return one.hashCode() < other.hashCode() ? List.of(one, other) : List.of(other, one);
    }

    private static List<Long> numbers(SessionFactoryScope scope, Class<?> type) {
        return scope.fromTransaction(
                session -> History.of(session, type, 1).timeline(HistoryRequest.oldest(10)).items().stream()
                        .map(HistoryEntry::revision)
                        .map(revision -> revision.number())
                        .toList());
    }

    private static StateDiff diff(SessionFactoryScope scope, Class<?> type, long from, long to) {
        return scope.fromTransaction(session -> History.of(session, type, 1).diff(from, to));
    }

    @Entity(name = "Box")
    @Audited
    @org.hibernate.annotations.Audited
    static class Box {

        @Id
        int id;

        String name = "";

        Box() {}

        Box(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Not a record, so that Hibernate sets its attributes. */
    @Embeddable
    static class Size {

        int width;

        int height;

        Size() {}

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Size size && size.width == width && size.height == height;
        }

        @Override
        public int hashCode() {
            return Objects.hash(width, height);
        }
    }

    @Entity(name = "EnversShelf")
    @Audited
    static class EnversShelf implements Shelf {

        @Id
        int id = 1;

        @ElementCollection
        @OrderColumn
        List<String> labels = new ArrayList<>();

        @ElementCollection
        @Enumerated(EnumType.STRING)
        Map<String, Shade> shades = new HashMap<>();

        @ElementCollection
        Set<Size> sizes = new HashSet<>();

        @ManyToMany
        Map<String, Box> boxes = new HashMap<>();

        @Override
        public List<String> labels() {
            return labels;
        }

        @Override
        public Map<String, Shade> shades() {
            return shades;
        }

        @Override
        public Set<Size> sizes() {
            return sizes;
        }

        @Override
        public Map<String, Box> boxes() {
            return boxes;
        }
    }

    @Entity(name = "CoreShelf")
    @org.hibernate.annotations.Audited
    static class CoreShelf implements Shelf {

        @Id
        int id = 1;

        @ElementCollection
        @OrderColumn
        List<String> labels = new ArrayList<>();

        @ElementCollection
        @Enumerated(EnumType.STRING)
        Map<String, Shade> shades = new HashMap<>();

        @ElementCollection
        Set<Size> sizes = new HashSet<>();

        @ManyToMany
        Map<String, Box> boxes = new HashMap<>();

        @Override
        public List<String> labels() {
            return labels;
        }

        @Override
        public Map<String, Shade> shades() {
            return shades;
        }

        @Override
        public Set<Size> sizes() {
            return sizes;
        }

        @Override
        public Map<String, Box> boxes() {
            return boxes;
        }
    }

    @Entity(name = "EnversRack")
    @Audited
    static class EnversRack implements Rack {

        @Id
        int id = 1;

        @ManyToMany
        @JoinTable(name = "EnversRack_named")
        @MapKey(name = "name")
        Map<String, Box> byName = new HashMap<>();

        @OneToMany
        @JoinColumn(name = "envers_rack")
        Set<Box> own = new HashSet<>();

        @Override
        public Set<Box> own() {
            return own;
        }
    }

    @Entity(name = "CoreRack")
    @org.hibernate.annotations.Audited
    static class CoreRack implements Rack {

        @Id
        int id = 1;

        @OneToMany
        @JoinColumn(name = "core_rack")
        Set<Box> own = new HashSet<>();

        @Override
        public Set<Box> own() {
            return own;
        }
    }
}
