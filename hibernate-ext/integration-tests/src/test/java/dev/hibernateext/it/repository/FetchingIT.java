/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are read together with what they refer to. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FetchingIT {

    private static final int SHELVES = 5;
    private static final int BOXES = 3;

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var room = new Room(1);
            session.persist(room);
            for (var i = 0; i < SHELVES; i++) {
                var shelf = new Shelf(i, room);
                session.persist(shelf);
                for (var j = 0; j < BOXES; j++) {
                    var box = new Box(i * BOXES + j, shelf);
                    shelf.boxes.add(box);
                    session.persist(box);
                }
            }
        });
        scope.dataSource().recorder().clear();
    }

    @ParameterizedTest
    @EnumSource
    void readsARowWithAStatementForEachCollection(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, shelves -> {
            var shelf = shelves.fetching("place.room", "place.signs", "boxes.shelf", "boxes.marks", "labels")
                    .get(2);

            assertThat(scope.dataSource().recorder().sql()).hasSize(5);
            assertThat(shelf.place.signs).containsOnly(entry("left", 2));
            assertThat(shelf.boxes).allSatisfy(box -> assertThat(box.marks).containsExactlyInAnyOrder("a", "b"));
            assertComplete(shelf);
            assertThat(Hibernate.isInitialized(shelf.place.room)).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsRowsByIdInTheirOrder(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, shelves -> {
            var rows = shelves.fetching("boxes", "labels").getAll(List.of(3, 9, 1, 3));

            assertThat(scope.dataSource().recorder().sql()).hasSize(3);
            assertThat(rows.missing()).containsExactly(9);
            assertThat(rows.items()).extracting(shelf -> shelf.id).containsExactly(3, 1, 3);
            assertThat(rows.items()).allSatisfy(FetchingIT::assertComplete);
        });
    }

    @ParameterizedTest
    @EnumSource
    void countsRowsAndNotWhatTheyAreJoinedWith(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, shelves -> {
            var query = shelves.fetching("boxes", "labels").query().descending("id");

            var rows = query.offset(1).limit(3).all();

            assertThat(scope.dataSource().recorder().sql()).hasSize(3);
            assertThat(rows).extracting(shelf -> shelf.id).containsExactly(3, 2, 1);
            assertThat(rows).allSatisfy(FetchingIT::assertComplete);
            assertThat(query.first()).hasValueSatisfying(FetchingIT::assertComplete);
            assertThat(query.count()).isEqualTo(SHELVES);
            assertThat(query.where(Restriction.restrict(Shelf.class, "id", Range.singleValue(4)))
                            .one())
                    .satisfies(FetchingIT::assertComplete);
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsCollectionsOfASharedOwnerOnce(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, shelves -> {
            var rows = shelves.query()
                    .fetch("boxes", "labels", "place.room.doors")
                    .ascending("id")
                    .all();

            assertThat(scope.dataSource().recorder().sql()).hasSize(4);
            assertThat(rows).extracting(shelf -> shelf.id).containsExactly(0, 1, 2, 3, 4);
            assertThat(rows).allSatisfy(FetchingIT::assertComplete);
            assertThat(rows)
                    .allSatisfy(shelf -> assertThat(requireNonNull(shelf.place.room).doors)
                            .containsExactlyInAnyOrder("north", "south"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsCollectionsOfManyRowsInParts(Kind kind, SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> {
            for (var id = SHELVES; id < 1_001; id++) {
                session.insert(new Room(id));
            }
        });
        var ids = IntStream.range(1, 1_001).boxed().toList();
        scope.dataSource().recorder().clear();

        kind.in(scope, Room.class, rooms -> {
            var rows = rooms.fetching("doors").getAll(ids);

            assertThat(scope.dataSource().recorder().sql()).hasSize(2 * 2);
            assertThat(rows.items()).allMatch(room -> Hibernate.isInitialized(room.doors));
        });
    }

    @Test
    void completesWhatTheSessionManagesAlready(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var shelves = Repository.<Shelf, Integer>of(session, Shelf.class);
            var managed = shelves.get(2);

            assertThat(Hibernate.isInitialized(managed.boxes)).isFalse();
            assertThat(shelves.fetching("boxes", "labels").get(2)).isSameAs(managed);
            assertComplete(managed);
        });
    }

    @ParameterizedTest
    @EnumSource
    void fetchesNothingThatIsDeleted(Kind kind, SessionFactoryScope scope) {
        scope.inTransaction(session -> session.remove(session.find(Box.class, 2 * BOXES)));

        kind.in(
                scope,
                shelves -> assertThat(shelves.fetching("boxes").get(2).boxes).hasSize(BOXES - 1));
    }

    @ParameterizedTest
    @EnumSource
    void streamsRowsWithWhatDoesNotMultiplyThem(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, shelves -> {
            try (var rows = shelves.query().fetch("place.room").stream()) {
                assertThat(rows).hasSize(SHELVES).allMatch(shelf -> Hibernate.isInitialized(shelf.place.room));
            }
            var multiplied = shelves.query().fetch("boxes");
            assertThatThrownBy(multiplied::stream)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("boxes");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "place", "boxes.id", "cellar", "labels.text", ""})
    void refusesWhatCannotBeFetched(String path, SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var shelves = Repository.of(session, Shelf.class);

            assertThatThrownBy(() -> shelves.fetching(path)).isInstanceOf(AttributePathException.class);
        });
    }

    private static void assertComplete(Shelf shelf) {
        assertThat(Hibernate.isInitialized(shelf.boxes)).isTrue();
        assertThat(Hibernate.isInitialized(shelf.labels)).isTrue();
        assertThat(shelf.boxes).hasSize(BOXES);
        assertThat(shelf.labels).containsExactlyInAnyOrder("narrow", "shelf" + shelf.id);
    }

    enum Kind {
        STATEFUL,
        STATELESS;

        void in(SessionFactoryScope scope, Consumer<Repository<Shelf, Integer>> work) {
            in(scope, Shelf.class, work);
        }

        <E> void in(SessionFactoryScope scope, Class<E> type, Consumer<Repository<E, Integer>> work) {
            if (this == STATEFUL) {
                scope.inTransaction(session -> work.accept(Repository.of(session, type)));
            } else {
                scope.inStatelessTransaction(session -> work.accept(Repository.of(session, type)));
            }
        }
    }

    @Entity(name = "Room")
    static class Room {

        @Id
        int id;

        @ElementCollection
        List<String> doors = new ArrayList<>();

        protected Room() {}

        Room(int id) {
            this.id = id;
            this.doors.addAll(List.of("north", "south"));
        }
    }

    @Embeddable
    static class Place {

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Room room;

        @ElementCollection
        Map<String, Integer> signs = new HashMap<>();
    }

    @Entity(name = "Shelf")
    static class Shelf extends SoftDeletableEntity {

        @Id
        Integer id = 0;

        Place place = new Place();

        @OneToMany(mappedBy = "shelf")
        List<Box> boxes = new ArrayList<>();

        @ElementCollection
        Set<String> labels = new TreeSet<>();

        protected Shelf() {}

        Shelf(int id, Room room) {
            this.id = id;
            this.place.number = id;
            this.place.room = room;
            this.place.signs.put("left", id);
            this.labels.add("narrow");
            this.labels.add("shelf" + id);
        }
    }

    @Entity(name = "Box")
    static class Box extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Shelf shelf;

        @ElementCollection
        List<String> marks = new ArrayList<>(List.of("a", "b"));

        protected Box() {}

        Box(int id, Shelf shelf) {
            this.id = id;
            this.shelf = shelf;
        }
    }
}
