/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A query that is said again finds its plan, as HQL does, also with the settings of Jakarta Persistence, which copy criteria. */
@HibernateExtTest(
        entities = {QueryPlansTest.Track.class, QueryPlansTest.Album.class},
        settings = {
            @Setting(name = "hibernate.criteria.copy_tree", value = "true"),
            @Setting(name = "hibernate.generate_statistics", value = "true")
        })
class QueryPlansTest {

    private static final Restriction<Track> LONG = Path.from(Track.class)
            .to("length", Length.class)
            .to("seconds", Integer.class)
            .restrict(Range.greaterThan(10));

    @Test
    void findsThePlanOfAConditionOnAnEmbeddable(SessionFactoryScope scope) {
        findsItsPlan(scope, session -> tracks(session).where(LONG).limit(5).all());
    }

    @Test
    void findsThePlanOfOrdersAndFetches(SessionFactoryScope scope) {
        findsItsPlan(
                scope,
                session -> tracks(session)
                        .query()
                        .ascending("album.title")
                        .ascending("length.seconds")
                        .fetch("album")
                        .all());
    }

    @Test
    void findsThePlanOfCountsAndOfWhetherThereIsARow(SessionFactoryScope scope) {
        findsItsPlan(scope, session -> tracks(session).where(LONG).count());
        findsItsPlan(scope, session -> tracks(session).exists(LONG));
    }

    @Test
    void findsThePlanOfRecords(SessionFactoryScope scope) {
        findsItsPlan(
                scope,
                session -> tracks(session)
                        .where(LONG)
                        .select(Line.class, "name", "album.title")
                        .all());
    }

    @Test
    void findsThePlanOfPages(SessionFactoryScope scope) {
        var offsets = OffsetPages.of(scope.factory(), Track.class);
        findsItsPlan(
                scope,
                session -> offsets.read(
                        session, new OffsetRequest(1, 5, TotalPolicy.exact()), query -> query.restrict(LONG)));
        var cursors = CursorPages.of(scope.factory(), Track.class)
                .signedWith(new byte[32])
                .ascending("length.seconds")
                .build();
        findsItsPlan(scope, session -> cursors.read(session, CursorRequest.first(5), query -> query.restrict(LONG)));
    }

    /** Hibernate's own specification does not, which tells that the statistics would show it. */
    @Test
    void seesAPlanThatIsNotFound(SessionFactoryScope scope) {
        Consumer<Session> query = session -> SelectionSpecification.create(Track.class)
                .restrict(LONG)
                .createQuery(session)
                .getResultList();

        scope.inTransaction(query);
        assertThat(misses(scope, query)).isPositive();
    }

    private static void findsItsPlan(SessionFactoryScope scope, Consumer<Session> query) {
        scope.inTransaction(query);
        assertThat(misses(scope, query)).isZero();
    }

    private static long misses(SessionFactoryScope scope, Consumer<Session> query) {
        var statistics = scope.factory().getStatistics();
        statistics.clear();
        scope.inTransaction(query);
        return statistics.getQueryPlanCacheMissCount();
    }

    private static Repository<Track, Integer> tracks(Session session) {
        return Repository.of(session, Track.class);
    }

    record Line(String name, @Nullable String album) {}

    @Entity(name = "Track")
    static class Track {

        @Id
        int id;

        String name = "";

        Length length = new Length();

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Album album;
    }

    @Embeddable
    static class Length {

        int seconds;
    }

    @Entity(name = "Album")
    static class Album {

        @Id
        int id;

        String title = "";
    }
}
