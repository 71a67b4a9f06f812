/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.lock.AttributeDiff;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.MergeResult;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.ThreeWayDiff;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ThreeWayMergeIT {

    @BeforeEach
    void fill(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var rock = new Genre(1);
            var jazz = new Genre(2);
            session.persist(rock);
            session.persist(jazz);
            var album = new Album(1, "title", new BigDecimal("9.90"));
            album.genre = rock;
            album.related.add(rock);
            album.tags.addAll(List.of("a", "b"));
            album.tracks.addAll(List.of("one", "two"));
            album.notes.put("en", "good");
            session.persist(album);
        });
    }

    @ParameterizedTest
    @EnumSource
    void mergesChangesOfDifferentAttributes(SessionKind kind, SessionFactoryScope scope) {
        var base = read(scope);
        var mine = read(scope);
        mine.price = new BigDecimal("8.50");
        mine.size = new Size(12, 3);
        mine.genre = reference(2);
        mine.tags.add("mine");
        mine.tracks.add("three");
        mine.notes.put("de", "gut");
        mine.related.add(reference(2));
        change(scope, theirs -> {
            theirs.title = "theirs";
            theirs.label.city = "Lund";
        });

        var merged = kind.from(scope, locking -> locking.merge(base, mine));

        assertThat(merged).isInstanceOf(MergeResult.Merged.class);
        assertThat(merged.diff().theirsOnly())
                .extracting(AttributeDiff::path)
                .containsExactlyInAnyOrder("title", "label.city");
        assertThat(merged.diff().mineOnly())
                .extracting(AttributeDiff::path)
                .containsExactlyInAnyOrder(
                        "genre", "notes", "price", "related", "size.height", "size.width", "tags", "tracks");
        var stored = read(scope);
        assertThat(stored.title).isEqualTo("theirs");
        assertThat(stored.label.city).isEqualTo("Lund");
        assertThat(stored.label.name).isEqualTo("label");
        assertThat(stored.price).isEqualByComparingTo("8.50");
        assertThat(stored.size).isEqualTo(new Size(12, 3));
        assertThat(stored.genre).extracting(genre -> genre.id).isEqualTo(2);
        assertThat(stored.tags).containsExactlyInAnyOrder("a", "b", "mine");
        assertThat(stored.tracks).containsExactly("one", "two", "three");
        assertThat(stored.notes).containsOnly(Map.entry("en", "good"), Map.entry("de", "gut"));
        assertThat(stored.related).extracting(Genre::id).containsExactlyInAnyOrder(1, 2);
        assertThat(stored.getVersion()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingWhereBothChangedTheSame(
            SessionKind kind, SessionFactoryScope scope, StatementRecorder statements) {
        var base = read(scope);
        var mine = read(scope);
        mine.title = "secret of mine";
        mine.price = BigDecimal.ONE;
        mine.tags.remove("a");
        change(scope, theirs -> {
            theirs.title = "theirs";
            theirs.tags.add("c");
        });
        statements.clear();

        var result = kind.from(scope, locking -> locking.merge(base, mine));

        statements.assertCount(StatementKind.UPDATE, 0);
        assertThat(result).isInstanceOf(MergeResult.Conflicting.class);
        var diff = result.diff();
        assertThat(diff.isMergeable()).isFalse();
        assertThat(diff.conflicts()).extracting(AttributeDiff::path).containsExactlyInAnyOrder("tags", "title");
        assertThat(value(diff, "title").base(String.class)).isEqualTo("title");
        assertThat(value(diff, "title").mine(String.class)).isEqualTo("secret of mine");
        assertThat(value(diff, "title").theirs(String.class)).isEqualTo("theirs");
        assertThat(diff.attribute("tags")).isInstanceOfSatisfying(AttributeDiff.OfElements.class, tags -> {
            assertThat(tags.mine().removed()).isEqualTo(List.of("a"));
            assertThat(tags.theirs().added()).isEqualTo(List.of("c"));
        });
        assertThat(result.toString()).contains("title: CONFLICT").doesNotContain("secret", "theirs");
    }

    @Test
    void mergesAManagedEntityFromTheStateItWasReadWith(SessionFactoryScope scope, StatementRecorder statements) {
        scope.inTransaction(session -> {
            var mine = session.find(Album.class, 1);
            mine.price = BigDecimal.ONE;
            mine.tags.add("mine");
            change(scope, theirs -> theirs.title = "theirs");
            statements.clear();

            var result = OptimisticLocking.of(session).merge(mine);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            MergeResult.Merged.class,
                            merged -> assertThat(merged.entity()).isSameAs(mine));
            assertThat(mine.title).isEqualTo("theirs");
            statements.assertCount(StatementKind.UPDATE, 1);
        });

        assertThat(read(scope).price).isEqualByComparingTo("1");
        assertThat(read(scope).tags).contains("mine");
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryDifferenceForAConflictWhereTheBaseIsUnknown(SessionKind kind, SessionFactoryScope scope) {
        var mine = read(scope);
        change(scope, theirs -> theirs.title = "theirs");

        var diff = kind.<ThreeWayDiff<Album>>from(scope, locking -> locking.diff(mine));

        assertThat(diff.isBaseKnown()).isFalse();
        assertThat(diff.entityType()).isEqualTo(Album.class);
        assertThat(diff.conflicts()).extracting(AttributeDiff::path).containsExactly("title");
        assertThat(diff.toString()).contains("base unknown");
    }

    @ParameterizedTest
    @EnumSource
    void seesTheSameChangeOnBothSidesAsNoConflict(SessionKind kind, SessionFactoryScope scope) {
        var base = read(scope);
        var mine = read(scope);
        mine.title = "both";
        mine.price = new BigDecimal("9.900");
        change(scope, theirs -> theirs.title = "both");

        var diff = kind.<ThreeWayDiff<Album>>from(scope, locking -> locking.diff(base, mine));

        assertThat(diff.attributes()).hasSize(1).allMatch(each -> each.verdict() == AttributeDiff.Verdict.SAME);
        assertThat(diff.isMergeable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void setsAnEmbeddableThatWasNull(SessionKind kind, SessionFactoryScope scope) {
        change(scope, album -> album.size = null);
        var base = read(scope);
        var mine = read(scope);
        mine.size = new Size(1, 2);

        kind.in(scope, locking -> locking.merge(base, mine));

        assertThat(read(scope).size).isEqualTo(new Size(1, 2));
    }

    @ParameterizedTest
    @EnumSource
    void leavesCollectionsAloneThatWereNotLoaded(SessionKind kind, SessionFactoryScope scope) {
        var base = scope.fromTransaction(session -> session.find(Album.class, 1));
        var mine = scope.fromTransaction(session -> session.find(Album.class, 1));
        mine.title = "mine";
        change(scope, theirs -> theirs.tags.add("c"));

        kind.in(scope, locking -> locking.merge(base, mine));

        assertThat(read(scope).title).isEqualTo("mine");
        assertThat(read(scope).tags).containsExactlyInAnyOrder("a", "b", "c");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheRowIsGone(SessionKind kind, SessionFactoryScope scope) {
        var mine = read(scope);
        scope.inTransaction(session -> session.remove(session.find(Album.class, 1)));

        assertThatThrownBy(() -> kind.in(scope, locking -> locking.merge(mine)))
                .isInstanceOf(EntityMissingException.class);
        assertThatThrownBy(() -> kind.in(scope, locking -> locking.diff(mine)))
                .isInstanceOf(EntityMissingException.class);
    }

    private static AttributeDiff.OfValue value(ThreeWayDiff<?> diff, String path) {
        return (AttributeDiff.OfValue) java.util.Objects.requireNonNull(diff.attribute(path));
    }

    private static Genre reference(int id) {
        return new Genre(id);
    }

    private static void change(SessionFactoryScope scope, Consumer<Album> change) {
        scope.inTransaction(session -> change.accept(session.find(Album.class, 1)));
    }

    private static Album read(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> {
            var album = session.find(Album.class, 1);
            for (var collection : List.of(album.tags, album.tracks, album.notes, album.related)) {
                Hibernate.initialize(collection);
            }
            album.genre = (Genre) Hibernate.unproxy(album.genre);
            return album;
        });
    }

    @Entity(name = "Album")
    static class Album extends AuditedEntity {

        @Id
        int id;

        @Nullable
        String title;

        @Column(precision = 10, scale = 2)
        @Nullable
        BigDecimal price;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Genre genre;

        @Embedded
        @Nullable
        Size size = new Size(10, 10);

        @Embedded
        Label label = new Label();

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @ElementCollection
        @OrderColumn
        List<String> tracks = new ArrayList<>();

        @ElementCollection
        Map<String, String> notes = new HashMap<>();

        @ManyToMany
        Set<Genre> related = new HashSet<>();

        Album() {}

        Album(int id, String title, BigDecimal price) {
            this.id = id;
            this.title = title;
            this.price = price;
        }
    }

    @Entity(name = "Genre")
    static class Genre {

        @Id
        int id;

        @OneToMany(mappedBy = "genre")
        List<Album> albums = new ArrayList<>();

        Genre() {}

        Genre(int id) {
            this.id = id;
        }

        int id() {
            return id;
        }
    }

    @Embeddable
    record Size(int width, int height) {}

    @Embeddable
    static class Label {

        @Column(name = "label_name")
        String name = "label";

        @Column(name = "label_city")
        String city = "Oslo";
    }
}
