/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.QueryCaching;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.repository.FoundOrCreated;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.async.AsyncLimits;
import dev.hibernateext.repository.async.AsyncRepository;
import dev.hibernateext.repository.async.AsyncSessions;
import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.OffsetPage;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.Total;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.repository.patch.Patch;
import dev.hibernateext.repository.patch.Patches;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The samples of the guide's page on repositories. */
@HibernateExtTest(settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class RepositoryGuideTest {

    private static final byte[] KEY = new byte[32];

    @BeforeEach
    void fill(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var miles = new Artist(1, "Miles");
            session.persist(miles);
            for (var id = 1; id <= 30; id++) {
                session.persist(new Album(id, "In a Silent Way " + id, miles));
            }
        });
    }

    @Test
    void readsAndWritesRows(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            // tag::repository[]
            Repository<Album, Integer> albums = Repository.of(session, Album.class);

            var album = albums.get(7);
            var several = albums.getAll(List.of(3, 1, 99));
            var withArtists = albums.fetching("artist").getAll(List.of(1, 2, 3));
            albums.update(7, ExpectedVersion.of(0), each -> each.title = "Bitches Brew");

            Restriction<Album> titled = Restriction.restrict(Album.class, "title", Range.singleValue("Agharta"));
            var agharta = albums.getOrCreate(titled, () -> new Album(100, "Agharta", album.artist));
            // end::repository[]

            assertThat(several.items()).extracting(each -> each.id).containsExactly(3, 1);
            assertThat(several.missing()).containsExactly(99);
            assertThat(withArtists.items()).allMatch(each -> Hibernate.isInitialized(each.artist));
            assertThat(album.title).isEqualTo("Bitches Brew");
            assertThat(agharta).isInstanceOf(FoundOrCreated.Created.class);
        });
    }

    @Test
    void appliesAPatchOfAClient(SessionFactoryScope scope) {
        var factory = scope.factory();
        var json = "{\"title\": \"On the Corner\"}";
        // tag::patch[]
        Patches<Album> patches =
                Patches.of(factory, Album.class).allow("title", "note").build();
        // end::patch[]
        scope.inTransaction(session -> {
            // tag::patch[]

            Patch<Album> patch = patches.fromJson(json);
            var album = Repository.<Album, Integer>of(session, Album.class).patch(7, ExpectedVersion.of(0), patch);
            // end::patch[]
            assertThat(album.title).isEqualTo("On the Corner");
        });
    }

    @Test
    void readsAndWritesWithoutBlocking(SessionFactoryScope scope) {
        var factory = scope.factory();
        // tag::async[]
        try (var async = AsyncSessions.of(factory, new AsyncLimits(8, 1_000))) {
            AsyncRepository<Album, Integer> albums = async.repository(Album.class);

            CompletableFuture<Album> album = albums.read(repository -> repository.get(7));
            CompletableFuture<Album> added =
                    albums.write(repository -> repository.insert(new Album(31, "Dark Magus", null)));
            // end::async[]
            assertThat(album.join().id).isEqualTo(7);
            assertThat(added.join().id).isEqualTo(31);
            // tag::async[]
        }
        // end::async[]
    }

    @Test
    void writesManyRows(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var miles = session.getReference(Artist.class, 1);
            var nobody = session.getReference(Artist.class, 99);
            var imported = List.of(new Album(40, "Agharta", miles), new Album(41, "Pangaea", nobody));
            var corrected = List.of(new Album(40, "Agharta (live)", miles));
            // tag::bulk[]
            Repository<Album, Integer> albums = Repository.of(session, Album.class);

            var report = albums.insertAll(imported, BulkOptions.onFailure(FailurePolicy.BISECT));
            for (var bad : report.badRows()) {
                System.out.println(bad); // row 1: constraint.foreign-key of artist
            }
            albums.upsertAll(corrected, Upsert.byId().changingOnly("title"), BulkOptions.DEFAULT);
            // end::bulk[]
            var live = IntStream.range(50, 55).mapToObj(id -> new Album(id, "Live " + id, miles));
            // tag::load[]
            albums.loadAll(live, BulkOptions.LOAD);
            // end::load[]

            assertThat(report.inserted()).isOne();
            assertThat(report.badRows()).singleElement().hasToString("row 1: constraint.foreign-key of artist");
            assertThat(albums.get(40).title).isEqualTo("Agharta (live)");
            assertThat(albums.get(54).title).isEqualTo("Live 54");
        });
    }

    @Test
    void readsFiltersFromOutside(SessionFactoryScope scope) {
        var factory = scope.factory();
        var json = "[{\"field\":\"artist.name\",\"operator\":\"startswith\",\"value\":\"mi\"},"
                + "{\"field\":\"id\",\"operator\":\"in\",\"value\":[2,4,999]}]";
        // tag::filters[]
        Filters<Album> filters = Filters.of(factory, Album.class)
                .allow("id", "title", "artist.name")
                .build();
        // end::filters[]
        scope.inTransaction(session -> {
            // tag::filters[]

            var found = Repository.of(session, Album.class)
                    .where(filters.fromJson(json))
                    .sort(filters.sortFromJson("[{\"field\":\"id\",\"order\":\"desc\"}]"))
                    .all();
            // end::filters[]
            assertThat(found).extracting(each -> each.id).containsExactly(4, 2);
        });
    }

    @Test
    void readsValuesIntoRecords(SessionFactoryScope scope) {
        var factory = scope.factory();
        scope.inTransaction(session -> {
            var albums = Repository.<Album, Integer>of(session, Album.class);
            var pages = OffsetPages.of(factory, Album.class);
            var request = new OffsetRequest(1, 20, TotalPolicy.none());
            // tag::projection[]
            record Line(String title, @Nullable String artist) {}

            List<Line> lines = albums.query()
                    .ascending("id")
                    .limit(3)
                    .select(Line.class, "title", "artist.name")
                    .all();

            Projection<Album, Line> projection =
                    Projection.of(factory, Album.class, Line.class, "title", "artist.name");
            OffsetPage<Line> page = pages.read(session, request, query -> query, projection);
            // end::projection[]

            assertThat(lines).hasSize(3).contains(new Line("In a Silent Way 2", "Miles"));
            assertThat(page.items()).hasSize(20).startsWith(lines.get(0));
        });
    }

    @Test
    void pagesByCursor(SessionFactoryScope scope) {
        var factory = scope.factory();
        // tag::cursor[]
        CursorPages<Album> pages = CursorPages.of(factory, Album.class)
                .ascending("artist.name")
                .descending("id")
                .signedWith(KEY)
                .build();
        // end::cursor[]
        scope.inTransaction(session -> {
            // tag::cursor[]

            var first = pages.read(session, CursorRequest.first(20), query -> query);
            var token = Objects.requireNonNull(first.next()); // null on the last page
            var second = pages.read(session, CursorRequest.after(token, 20), query -> query);
            // end::cursor[]
            assertThat(first.items()).hasSize(20);
            assertThat(second.items()).hasSize(10);
        });
    }

    @Test
    void pagesByNumber(SessionFactoryScope scope) {
        var factory = scope.factory();
        // tag::offset[]
        OffsetPages<Album> pages = OffsetPages.of(factory, Album.class);
        // end::offset[]
        scope.inTransaction(session -> {
            // tag::offset[]

            var second = pages.read(session, new OffsetRequest(2, 20, TotalPolicy.capped(1_000)), query -> query);
            // end::offset[]
            assertThat(second.items()).hasSize(10);
            assertThat(second.total()).isEqualTo(new Total.Exact(30));
        });
    }

    @Test
    void readsThroughTheCache(SessionFactoryScope scope) {
        OffsetPages<Album> pages = OffsetPages.of(scope.factory(), Album.class);
        var request = new OffsetRequest(1, 20, TotalPolicy.exact());
        for (var round = 0; round < 2; round++) {
            scope.dataSource().recorder().clear();
            scope.inTransaction(session -> {
                Repository<Album, Integer> albums = Repository.of(session, Album.class);
                // tag::cached[]
                var caching = QueryCaching.on()
                        .ttl(Duration.ofMinutes(5))
                        .key("albums:front")
                        .tags("catalogue");

                var rows = albums.query().ascending("title").limit(10).executedBy(caching::getResultList);
                List<Album> first = rows.all();
                long count = rows.count();

                var page = pages.executedBy(caching::getResultList).read(session, request, query -> query);
                // end::cached[]
                assertThat(first).hasSize(10);
                assertThat(page.total()).isEqualTo(new Total.Exact(count));
            });
        }
        scope.dataSource().recorder().assertCount(0);
    }

    @Entity(name = "Artist")
    static class Artist {

        @Id
        int id;

        String name = "";

        protected Artist() {}

        Artist(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Album")
    static class Album extends VersionedEntity {

        @Id
        int id;

        @Column(unique = true)
        String title = "";

        @Nullable
        String note;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Artist artist;

        protected Album() {}

        Album(int id, String title, @Nullable Artist artist) {
            this.id = id;
            this.title = title;
            this.artist = artist;
        }
    }
}
