/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.repository.RecordQuery;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.RowCountException;
import dev.hibernateext.repository.RowQuery;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.attribute.ProjectionException;
import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.OffsetPage;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.Total;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records of values in the place of entities. Of the films 0 to 11, those by threes have no director, a director of a studio that is
 * deleted, and a deleted director in turn; film 11 is deleted.
 */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ProjectionIT {

    private static final List<Line> LINES = IntStream.range(0, 11)
            .mapToObj(
                    id -> id % 3 == 1 ? new Line(id, "film" + id, "ann", null) : new Line(id, "film" + id, null, null))
            .toList();

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var studio = new Studio(1);
            var director = new Director(1, "ann", studio);
            var deleted = new Director(2, "bob", studio);
            session.persist(studio);
            session.persist(director);
            session.persist(deleted);
            for (var id = 0; id < 12; id++) {
                session.persist(new Film(id, id % 3 == 0 ? null : id % 3 == 1 ? director : deleted));
            }
        });
        scope.inTransaction(session -> {
            session.remove(session.find(Film.class, 11));
            session.remove(session.find(Director.class, 2));
            session.remove(session.find(Studio.class, 1));
        });
        scope.dataSource().recorder().clear();
    }

    @ParameterizedTest
    @EnumSource
    void keepsRowsWithoutAnAssociationOrWithADeletedOne(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, films -> {
            assertThat(lines(films.query().ascending("id")).all()).isEqualTo(LINES);

            assertThat(scope.dataSource().recorder().sql())
                    .singleElement()
                    .satisfies(sql -> assertThat(sql).doesNotContain("script"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void keepsConditionsOrderOffsetAndLimit(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, films -> {
            var late = films.where(Restriction.restrict(Film.class, "length", Range.greaterThan(Duration.ofMinutes(4))))
                    .descending("title")
                    .descending("id");
            var expected = new ArrayList<>(LINES.subList(5, 11));
            expected.sort((left, right) -> right.title.compareTo(left.title));

            assertThat(lines(late.offset(1).limit(3)).all()).isEqualTo(expected.subList(1, 4));
            assertThat(lines(late.offset(2)).first()).contains(expected.get(2));
            assertThat(lines(late.offset(6)).first()).isEmpty();
            assertThat(lines(late.limit(1)).one()).isEqualTo(expected.get(0));
            try (var stream = lines(late.limit(4)).stream()) {
                assertThat(stream).isEqualTo(expected.subList(0, 4));
            }
            assertThatThrownBy(() -> lines(late).one()).isInstanceOf(RowCountException.class);
            assertThatThrownBy(() -> lines(late.offset(6)).one()).isInstanceOf(RowCountException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void sortsByWhatItDoesNotSelectThroughTheSameJoin(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, films -> {
            var query = films.query().ascending("director.name").ascending("id").limit(20);

            assertThat(query.select(Single.class, "id").all()).hasSize(11);
            assertThat(lines(query).all()).containsExactlyInAnyOrderElementsOf(LINES);

            assertThat(scope.dataSource().recorder().sql().get(1).split("join Director", -1))
                    .hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void selectsEmbeddablesEnumsAndForeignKeysAndOneValueTwice(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, films -> {
            var query = films.query().ascending("id").offset(1).limit(1);

            assertThat(query.select(
                                    Details.class,
                                    "format",
                                    "format.width",
                                    "genre",
                                    "director.id",
                                    "length",
                                    "genre",
                                    "version")
                            .one())
                    .isEqualTo(
                            new Details(new Format(1, 2), 1, Genre.DRAMA, 1, Duration.ofMinutes(1), Genre.DRAMA, 0L));
        });
    }

    @ParameterizedTest
    @EnumSource
    void beginsWithWhatASpecificationSays(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, films -> {
            var hql = SelectionSpecification.create(
                    Film.class, "from Film f where f.id < 5 and exists (from Director d where d = f.director)");

            assertThat(lines(films.query(hql).ascending("id")).all()).containsExactly(LINES.get(1), LINES.get(4));
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesFetchesOut(Kind kind, SessionFactoryScope scope) {
        kind.in(scope, films -> {
            var query = films.query()
                    .fetch("director.studio", "tags")
                    .fetch(Path.from(Film.class).to("director", Director.class))
                    .ascending("id");

            assertThat(lines(query).all()).isEqualTo(LINES);
            try (var stream = lines(query).stream()) {
                assertThat(stream).isEqualTo(LINES);
            }
        });
    }

    @Test
    void seesWhatTheSessionHasChanged(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var films = Repository.<Film, Integer>of(session, Film.class);
            session.find(Director.class, 1).name = "zoe";

            assertThat(lines(films.query().ascending("id").offset(1)).first())
                    .contains(new Line(1, "film1", "zoe", null));
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsPagesByCursorBothWays(Kind kind, SessionFactoryScope scope) {
        var names = Projection.of(scope.factory(), Film.class, Name.class, "director.name", "id");
        var pages = CursorPages.of(scope.factory(), Film.class)
                .descending("director.name")
                .ascending("part")
                .signedWith(new byte[32])
                .build();
        UnaryOperator<SelectionSpecification<Film>> query =
                each -> each.fetch(Path.from(Film.class).to("director", Director.class));
        var whole = kind.page(scope, pages, CursorRequest.first(100), query);
        var expected = whole.items().stream()
                .map(film -> new Name(film.director == null ? null : film.director.name, film.id))
                .map(name -> name.id % 3 == 2 ? new Name(null, name.id) : name)
                .toList();

        assertThat(expected).hasSize(11);
        assertThat(joined(request -> kind.page(scope, pages, request, query, names)))
                .isEqualTo(expected);
        var second = kind.page(scope, pages, CursorRequest.after(whole.cursor(3), 2), query, names);
        assertThat(second.items()).isEqualTo(expected.subList(4, 6));
        assertThat(second.cursor(0)).isEqualTo(whole.cursor(4));
    }

    /** All pages forward, after it was seen that they are the same backward. */
    private static <R> List<R> joined(Function<CursorRequest, CursorPage<R>> read) {
        var forward = new ArrayList<R>();
        var page = read.apply(CursorRequest.first(3));
        forward.addAll(page.items());
        for (var token = page.next(); token != null; token = page.next()) {
            page = read.apply(CursorRequest.after(token, 3));
            forward.addAll(page.items());
        }
        var backward = new ArrayList<List<R>>();
        page = read.apply(CursorRequest.last(3));
        backward.add(page.items());
        for (var token = page.previous(); token != null; token = page.previous()) {
            page = read.apply(CursorRequest.before(token, 3));
            backward.add(page.items());
        }
        Collections.reverse(backward);
        assertThat(backward.stream().flatMap(List::stream)).isEqualTo(forward);
        return forward;
    }

    @ParameterizedTest
    @EnumSource
    void readsPagesByNumberWithTheirTotal(Kind kind, SessionFactoryScope scope) {
        var projection = lineProjection(scope.factory());
        var pages = OffsetPages.of(scope.factory(), Film.class);
        for (var totals : List.of(TotalPolicy.exact(), TotalPolicy.capped(100))) {
            var page = kind.page(
                    scope,
                    pages,
                    new OffsetRequest(2, 4, totals),
                    query -> query.fetch(Path.from(Film.class).to("director", Director.class)),
                    projection);

            assertThat(page.items()).isEqualTo(LINES.subList(4, 8));
            assertThat(page.total()).isEqualTo(new Total.Exact(11));
            assertThat(page.hasNext()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesThroughWhatASpecificationSays(Kind kind, SessionFactoryScope scope) {
        var projection = lineProjection(scope.factory());
        var offset = OffsetPages.of(scope.factory(), Film.class);
        var cursor = CursorPages.of(scope.factory(), Film.class)
                .ascending("id")
                .signedWith(new byte[32])
                .build();
        UnaryOperator<SelectionSpecification<Film>> hql =
                each -> SelectionSpecification.create(Film.class, "from Film f where f.id between 3 and 9");

        assertThat(joined(request -> kind.page(scope, cursor, request, hql, projection)))
                .isEqualTo(LINES.subList(3, 10));
        assertThat(kind.page(scope, cursor, CursorRequest.first(2), hql).items())
                .extracting(film -> film.id)
                .containsExactly(3, 4);
        for (var totals : List.of(TotalPolicy.exact(), TotalPolicy.capped(100))) {
            var page = kind.page(scope, offset, new OffsetRequest(1, 2, totals), hql, projection);
            assertThat(page.items()).isEqualTo(LINES.subList(3, 5));
            assertThat(page.total()).isEqualTo(new Total.Exact(7));
        }
    }

    @Test
    void refusesARecordThatDoesNotFit(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var films = Repository.of(session, Film.class).query();

            assertRefused("projection-count", () -> films.select(Name.class, "director.name"));
            assertRefused("projection-type", () -> films.select(Name.class, "id", "director.name"));
            assertRefused("projection-null", () -> films.select(Single.class, "director.age"));
            assertThatThrownBy(() -> films.select(Single.class, "idd")).isInstanceOf(AttributePathException.class);
            assertThatThrownBy(() -> films.select(Tag.class, "tags")).isInstanceOf(AttributePathException.class);
            assertThatThrownBy(() -> films.select(Tag.class, "director")).isInstanceOf(AttributePathException.class);
        });
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProjectionException.class, error -> {
            assertThat(error.code()).isEqualTo("repository." + code);
            assertThat(error.recordName()).startsWith(ProjectionIT.class.getName() + "$");
        });
    }

    @Test
    void throwsWhatTheRecordThrows(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var strict = Repository.of(session, Film.class).query().select(Strict.class, "director.name");

            assertThatIllegalArgumentException().isThrownBy(strict::all).withMessage("no name");
        });
    }

    private static RecordQuery<Film, Line> lines(RowQuery<Film> query) {
        return query.select(Line.class, "id", "title", "director.name", "director.studio.name");
    }

    private static Projection<Film, Line> lineProjection(SessionFactory factory) {
        return Projection.of(factory, Film.class, Line.class, "id", "title", "director.name", "director.studio.name");
    }

    private record Line(
            int id,
            String title,
            @Nullable String director,
            @Nullable Object studio) {}

    private record Name(@Nullable String name, int id) {}

    private record Single(int id) {}

    private record Tag(String tag) {}

    record Strict(@Nullable String name) {

        Strict {
            if (name == null) {
                throw new IllegalArgumentException("no name");
            }
        }
    }

    private record Details(
            Format format,
            @Nullable Integer width,
            Genre genre,
            @Nullable Integer director,
            Duration length,
            Genre again,
            @Nullable Number version) {}

    enum Kind {
        STATEFUL,
        STATELESS;

        void in(SessionFactoryScope scope, Consumer<Repository<Film, Integer>> work) {
            if (this == STATEFUL) {
                scope.inTransaction(session -> work.accept(Repository.of(session, Film.class)));
            } else {
                scope.inStatelessTransaction(session -> work.accept(Repository.of(session, Film.class)));
            }
        }

        CursorPage<Film> page(
                SessionFactoryScope scope,
                CursorPages<Film> pages,
                CursorRequest request,
                UnaryOperator<SelectionSpecification<Film>> query) {
            return this == STATEFUL
                    ? scope.fromTransaction(session -> pages.read(session, request, query))
                    : scope.fromStatelessTransaction(session -> pages.read(session, request, query));
        }

        <R extends Record> CursorPage<R> page(
                SessionFactoryScope scope,
                CursorPages<Film> pages,
                CursorRequest request,
                UnaryOperator<SelectionSpecification<Film>> query,
                Projection<Film, R> projection) {
            return this == STATEFUL
                    ? scope.fromTransaction(session -> pages.read(session, request, query, projection))
                    : scope.fromStatelessTransaction(session -> pages.read(session, request, query, projection));
        }

        <R extends Record> OffsetPage<R> page(
                SessionFactoryScope scope,
                OffsetPages<Film> pages,
                OffsetRequest request,
                UnaryOperator<SelectionSpecification<Film>> query,
                Projection<Film, R> projection) {
            return this == STATEFUL
                    ? scope.fromTransaction(session -> pages.read(session, request, query, projection))
                    : scope.fromStatelessTransaction(session -> pages.read(session, request, query, projection));
        }
    }

    enum Genre {
        DRAMA,
        WESTERN
    }

    @Embeddable
    record Format(int width, int height) {}

    @Entity(name = "Studio")
    static class Studio extends SoftDeletableEntity {

        @Id
        int id;

        String name = "mgm";

        protected Studio() {}

        Studio(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Director")
    static class Director extends SoftDeletableEntity {

        @Id
        int id;

        int age;

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Studio studio;

        protected Director() {}

        Director(int id, String name, Studio studio) {
            this.id = id;
            this.name = name;
            this.studio = studio;
        }
    }

    @Entity(name = "Film")
    static class Film extends SoftDeletableEntity {

        @Id
        int id;

        String title = "";

        @Nullable
        String script = "long";

        Duration length = Duration.ZERO;

        @Enumerated(EnumType.STRING)
        Genre genre = Genre.DRAMA;

        @Nullable
        Integer part;

        Format format = new Format(1, 2);

        @ElementCollection
        List<String> tags = new ArrayList<>(List.of("a", "b"));

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Director director;

        protected Film() {}

        Film(int id, @Nullable Director director) {
            this.id = id;
            this.title = "film" + id;
            this.length = Duration.ofMinutes(id);
            this.part = id % 2 == 0 ? null : id % 5;
            this.director = director;
        }
    }
}
