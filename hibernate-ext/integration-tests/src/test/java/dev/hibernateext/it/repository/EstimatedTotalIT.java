/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.estimate.RowEstimate;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.page.OffsetPage;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.Total;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.TenantId;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Totals from the statistics of the database, of the statement a page is read by. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class EstimatedTotalIT {

    private static final int ROWS = 8_000;
    private static final OffsetRequest FIRST = new OffsetRequest(1, 2, TotalPolicy.estimated());

    /** How far off an estimate may be, up and down; statistics are samples. */
    private static final double FACTOR = 1.5;

    @Test
    void isNearWhatThereIs(SessionFactoryScope scope) {
        fill(scope);

        assertNear(scope, total(scope, "red", Restriction.unrestricted()), ROWS);
    }

    @Test
    void seesRestrictions(SessionFactoryScope scope) {
        fill(scope);
        var few = kind(3);
        var none = kind(99);

        assertNear(scope, total(scope, "red", few), ROWS / 10);
        assertThat(rows(total(scope, "red", none))).isLessThan(ROWS / 100);
    }

    @Test
    void seesTenants(SessionFactoryScope scope) {
        fill(scope);

        assertNear(scope, total(scope, "blue", Restriction.unrestricted()), ROWS / 4);
    }

    @Test
    void seesDeletionMarks(SessionFactoryScope scope) {
        fill(scope);
        inTransaction(scope, "red", session -> {
            session.createMutationQuery("delete from Sighting where kind < 5").executeUpdate();
        });
        analyze(scope);

        assertNear(scope, total(scope, "red", Restriction.unrestricted()), ROWS / 2);
    }

    @Test
    void seesFiltersOfTheSession(SessionFactoryScope scope) {
        fill(scope);

        inTransaction(scope, "red", session -> {
            session.enableFilter("upTo").setParameter("most", 1);
            assertNear(
                    scope,
                    read(scope, session, FIRST, Restriction.unrestricted()).total(),
                    ROWS / 5);
        });
    }

    @Test
    void seesConditionsBehindAssociations(SessionFactoryScope scope) {
        fill(scope);
        var filter = Filters.of(scope.factory(), Sighting.class)
                .allow("place.name")
                .build()
                .fromTree(Map.of("field", "place.name", "operator", "eq", "value", "nowhere"));

        assertThat(rows(total(scope, "red", filter))).isLessThan(ROWS / 10);
    }

    @Test
    void sendsTheStatementOfThePageBehindExplainAndNoOther(SessionFactoryScope scope) {
        fill(scope);
        scope.dataSource().recorder().clear();

        total(scope, "red", kind(3));

        var sql = scope.dataSource().recorder().sql();
        assertThat(sql).hasSize(2);
        assertThat(sql.get(1))
                .startsWith(isEstimated(scope) ? "explain " : "select count(")
                .contains("deleted_at is null", "kind=?", "tenant");
    }

    @Test
    void writesNothingBefore(SessionFactoryScope scope) {
        inTransaction(scope, "red", session -> {
            session.persist(new Sighting(1));
            scope.dataSource().recorder().clear();

            RowEstimate.of(session, all(session));

            assertThat(scope.dataSource().recorder().sql())
                    .allMatch(sql -> sql.startsWith("explain "))
                    .hasSize(isEstimated(scope) ? 1 : 0);
        });
    }

    @Test
    void leavesTheQueriesAfterItAlone(SessionFactoryScope scope) {
        fill(scope);

        inTransaction(scope, "red", session -> {
            RowEstimate.of(session, all(session));

            assertThat(session.createSelectionQuery("select count(*) from Sighting", Long.class)
                            .getSingleResult())
                    .isEqualTo(ROWS);
        });
    }

    /** The statistics do not know the new kind. */
    @Test
    void isNeverLessThanThePageShows(SessionFactoryScope scope) {
        fill(scope);
        inTransaction(
                scope,
                "red",
                session -> session.createMutationQuery("update Sighting set kind = 42 where id < 60")
                        .executeUpdate());

        var page = page(scope, new OffsetRequest(10, 2, TotalPolicy.estimated()), kind(42));

        assertThat(page.hasNext()).isTrue();
        assertThat(rows(page.total())).isGreaterThanOrEqualTo(21);
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(page.total()).isEqualTo(new Total.Estimated(21));
        }
    }

    @Test
    void fetchesDoNotCount(SessionFactoryScope scope) {
        fill(scope);

        inTransaction(scope, "red", session -> {
            var total = OffsetPages.of(scope.factory(), Sighting.class)
                    .read(
                            session,
                            new OffsetRequest(1, 7, TotalPolicy.estimated()),
                            query -> query.fetch(Path.from(Sighting.class).to("place", Place.class)))
                    .total();

            assertNear(scope, total, ROWS);
        });
    }

    @Test
    void isEmptyWhereTheLibraryIsOff(SessionFactoryScope scope) {
        try (var off = scope.openAnother(settings -> settings.put(CoreSettings.ENABLED, "false"));
                var session = off.factory()
                        .withOptions()
                        .tenantIdentifier((Object) "red")
                        .openSession()) {
            assertThat(RowEstimate.of(session, all(session))).isEmpty();
        }
    }

    @Test
    void toldByAllSessionsOfTheTwoDatabases(SessionFactoryScope scope) {
        fill(scope);

        try (var session = scope.factory()
                .withStatelessOptions()
                .tenantIdentifier((Object) "red")
                .openStatelessSession()) {
            OptionalLong estimate = RowEstimate.of(session, all(session));

            assertThat(estimate.isPresent()).isEqualTo(isEstimated(scope));
        }
    }

    private static JpaCriteriaQuery<Sighting> all(SharedSessionContract session) {
        var criteria = session.getCriteriaBuilder().createQuery(Sighting.class);
        criteria.from(Sighting.class);
        return criteria;
    }

    private static Restriction<Sighting> kind(int value) {
        return Restriction.restrict(Sighting.class, "kind", Range.singleValue(value));
    }

    private static boolean isEstimated(SessionFactoryScope scope) {
        return scope.database().kind() != DatabaseKind.H2;
    }

    private static void assertNear(SessionFactoryScope scope, Total total, int expected) {
        if (isEstimated(scope)) {
            assertThat(total).isInstanceOf(Total.Estimated.class);
            assertThat((double) rows(total)).isBetween(expected / FACTOR, expected * FACTOR);
        } else {
            assertThat(total).isEqualTo(new Total.Exact(expected));
        }
    }

    private static long rows(Total total) {
        return total instanceof Total.Estimated estimated
                ? estimated.rows()
                : total.exact().orElseThrow();
    }

    private static Total total(SessionFactoryScope scope, String tenant, Restriction<Sighting> restriction) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            return read(scope, session, FIRST, restriction).total();
        }
    }

    private static OffsetPage<Sighting> page(
            SessionFactoryScope scope, OffsetRequest request, Restriction<Sighting> restriction) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) "red").openSession()) {
            return read(scope, session, request, restriction);
        }
    }

    private static OffsetPage<Sighting> read(
            SessionFactoryScope scope, Session session, OffsetRequest request, Restriction<Sighting> restriction) {
        return OffsetPages.of(scope.factory(), Sighting.class)
                .read(session, request, query -> query.restrict(restriction));
    }

    private static void fill(SessionFactoryScope scope) {
        for (var tenant : List.of("red", "blue")) {
            var from = tenant.equals("red") ? 0 : ROWS;
            var to = tenant.equals("red") ? ROWS : ROWS + ROWS / 4;
            inTransaction(scope, tenant, session -> {
                for (var id = from; id < to; id++) {
                    session.persist(new Sighting(id));
                    if (id % 1_000 == 0) {
                        session.flush();
                        session.clear();
                    }
                }
            });
        }
        analyze(scope);
    }

    private static void analyze(SessionFactoryScope scope) {
        var statement = switch (scope.database().kind()) {
            case H2 -> "analyze";
            case POSTGRESQL -> "analyze Sighting";
            default -> "analyze table Sighting persistent for all";
        };
        inTransaction(
                scope,
                "red",
                session -> session.doWork(connection -> {
                    try (var each = connection.createStatement()) {
                        each.execute(statement);
                    }
                }));
    }

    private static void inTransaction(SessionFactoryScope scope, String tenant, Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().commit();
        }
    }

    @Entity(name = "Sighting")
    @FilterDef(name = "upTo", parameters = @ParamDef(name = "most", type = Integer.class))
    @Filter(name = "upTo", condition = "kind <= :most")
    static class Sighting extends SoftDeletableEntity {

        @Id
        int id;

        @Nullable
        Integer kind;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Place place;

        protected Sighting() {}

        Sighting(int id) {
            this.id = id;
            this.kind = id % 10;
        }
    }

    @Entity(name = "Place")
    static class Place {

        @Id
        int id;

        String name = "";
    }
}
