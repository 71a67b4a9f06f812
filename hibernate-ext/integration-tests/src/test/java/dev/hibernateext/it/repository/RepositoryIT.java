/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.RowCountException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Repositories over both kinds of session. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class RepositoryIT {

    @ParameterizedTest
    @EnumSource
    void findsARowOrSaysThatItIsMissing(Kind kind, SessionFactoryScope scope) {
        persist(scope, 1);

        kind.in(scope, songs -> {
            assertThat(songs.find(0))
                    .hasValueSatisfying(song -> assertThat(song.title).isEqualTo("song0"));
            assertThat(songs.find(9)).isEmpty();
            assertThat(songs.get(0).title).isEqualTo("song0");
            assertThatThrownBy(() -> songs.get(9)).isInstanceOf(EntityMissingException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOrderOfIdsAndReportsThoseWithoutARow(Kind kind, SessionFactoryScope scope) {
        persist(scope, 2_500);
        var ids = new ArrayList<>(IntStream.range(-3, 2_500).boxed().toList());
        Collections.reverse(ids);
        ids.add(7);

        kind.in(scope, songs -> {
            var rows = songs.getAll(ids);

            assertThat(rows.missing()).containsExactly(-1, -2, -3);
            assertThat(rows.items().stream().map(song -> song.id))
                    .containsExactlyElementsOf(
                            ids.stream().filter(id -> id >= 0).toList());
            assertThat(songs.getAll(List.of()).items()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void changesARowInTheVersionAClientHasSeen(Kind kind, SessionFactoryScope scope) {
        persist(scope, 1);

        kind.in(scope, songs -> {
            var changed = songs.update(0, ExpectedVersion.of(0), song -> song.title = "changed");
            assertThat(changed.getVersion()).isOne();
        });

        kind.in(
                scope,
                songs -> assertThatThrownBy(() -> songs.update(0, ExpectedVersion.of(0), song -> song.title = "stale"))
                        .isInstanceOf(VersionConflictException.class));
        kind.in(scope, songs -> assertThat(songs.get(0).title).isEqualTo("changed"));
    }

    @ParameterizedTest
    @EnumSource
    void takesARowIntoTheTrashAndBack(Kind kind, SessionFactoryScope scope) {
        persist(scope, 3);

        kind.in(scope, songs -> songs.delete(0));
        kind.in(scope, songs -> songs.softDelete(List.of(1, 2)));
        kind.in(scope, songs -> {
            assertThat(songs.count()).isZero();
            songs.restore(0);
            songs.purge(1);
            assertThatThrownBy(() -> songs.restore(1)).isInstanceOf(NotInTrashException.class);
        });

        kind.in(scope, songs -> {
            assertThat(songs.query().all())
                    .singleElement()
                    .satisfies(song -> assertThat(song.id).isZero());
            assertThatThrownBy(() -> songs.delete(1)).isInstanceOf(EntityMissingException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatAQueryAsksFor(Kind kind, SessionFactoryScope scope) {
        persist(scope, 10);

        kind.in(scope, songs -> {
            var late = songs.where(Restriction.restrict(Song.class, "place", Range.greaterThanOrEqualTo(4)));

            assertThat(late.descending("place").limit(3).all().stream().map(song -> song.id))
                    .containsExactly(9, 8, 7);
            assertThat(late.ascending("title").offset(1).first())
                    .hasValueSatisfying(song -> assertThat(song.id).isEqualTo(5));
            assertThat(late.count()).isEqualTo(6);
            assertThat(late.exists()).isTrue();
            assertThat(late.where(Restriction.restrict(Song.class, "place", Range.lessThan(4)))
                            .exists())
                    .isFalse();
            try (var rows = late.sort(Order.asc(Song.class, "id")).stream()) {
                assertThat(rows.map(song -> song.id)).containsExactly(4, 5, 6, 7, 8, 9);
            }
            assertThatThrownBy(late::one)
                    .isInstanceOfSatisfying(
                            RowCountException.class,
                            error -> assertThat(error.code()).isEqualTo("repository.several-rows"));
            assertThatThrownBy(() -> late.offset(6).one())
                    .isInstanceOfSatisfying(
                            RowCountException.class,
                            error -> assertThat(error.status()).isEqualTo(404));
            assertThatIllegalArgumentException().isThrownBy(() -> late.limit(-1));
        });
    }

    /** A limitation of Hibernate's restrictions by name. */
    @Test
    void findsByAPrimitiveAttributeOfTheMetamodelOnly(SessionFactoryScope scope) {
        persist(scope, 1);

        scope.inTransaction(session -> {
            var bands = Repository.of(session, Band.class);
            var id = scope.factory().getMetamodel().entity(Band.class).getSingularAttribute("id", Integer.class);
            var named = bands.where(Restriction.restrict(Band.class, "id", Range.greaterThan(-1)));

            assertThat(bands.where(Restriction.restrict(id, Range.greaterThan(-1)))
                            .exists())
                    .isTrue();
            assertThatIllegalArgumentException().isThrownBy(named::exists);
        });
    }

    @ParameterizedTest
    @EnumSource
    void countsWithoutTheFetchesOfAQuery(Kind kind, SessionFactoryScope scope) {
        persist(scope, 4);

        kind.in(scope, songs -> {
            var fetching = songs.query().fetch(Path.from(Song.class).to("band", Band.class));
            scope.dataSource().recorder().clear();

            assertThat(fetching.all()).hasSize(4).allMatch(song -> Hibernate.isInitialized(song.band));
            assertThat(fetching.count()).isEqualTo(4);
            assertThat(fetching.exists()).isTrue();

            assertThat(scope.dataSource().recorder().sql()).hasSize(3);
            assertThat(scope.dataSource().recorder().sql().get(1)).doesNotContain("join");
        });
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromASpecificationAndBackToOne(Kind kind, SessionFactoryScope scope) {
        persist(scope, 6);

        kind.in(scope, songs -> {
            var specification = SelectionSpecification.create(Song.class, "from Song where place < 4");
            var query =
                    songs.query(specification).where(Restriction.restrict(Song.class, "place", Range.greaterThan(1)));

            assertThat(query.count()).isEqualTo(2);
            assertThat(query.ascending("id").all().stream().map(song -> song.id))
                    .containsExactly(2, 3);
            scope.inTransaction(other -> assertThat(
                            query
                                    .toSpecification()
                                    .sort(Order.desc(Song.class, "id"))
                                    .createQuery(other)
                                    .getResultList()
                                    .stream()
                                    .map(song -> song.id))
                    .containsExactly(3, 2));
        });
    }

    private static void persist(SessionFactoryScope scope, int count) {
        scope.inStatelessTransaction(session -> {
            var band = new Band();
            session.insert(band);
            session.insertMultiple(
                    IntStream.range(0, count).mapToObj(id -> new Song(id, band)).toList());
        });
    }

    enum Kind {
        STATEFUL,
        STATELESS;

        void in(SessionFactoryScope scope, Consumer<Repository<Song, Integer>> work) {
            if (this == STATEFUL) {
                scope.inTransaction(session -> work.accept(Repository.of(session, Song.class)));
            } else {
                scope.inStatelessTransaction(session -> work.accept(Repository.of(session, Song.class)));
            }
        }
    }

    @Entity(name = "Band")
    static class Band {

        @Id
        int id;
    }

    @Entity(name = "Song")
    static class Song extends SoftDeletableEntity {

        @Id
        int id;

        String title = "";

        Integer place = 0;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Band band;

        protected Song() {}

        Song(int id, Band band) {
            this.id = id;
            this.title = "song" + id;
            this.place = id;
            this.band = band;
        }
    }
}
