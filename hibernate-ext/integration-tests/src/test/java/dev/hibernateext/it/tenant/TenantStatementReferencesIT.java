/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Town.BLUE;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;
import static dev.hibernateext.it.tenant.Town.stateless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.tenant.TenantReferenceException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.TenantId;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No HQL or criteria statement makes a row of a tenant refer to a row of another, whatever it assigns and whatever its plan. */
@HibernateExtTest(
        entities = {
            TenantStatementReferencesIT.Club.class,
            TenantStatementReferencesIT.Fan.class,
            TenantStatementReferencesIT.Seat.class,
            TenantStatementReferencesIT.Member.class,
            TenantStatementReferencesIT.Coach.class,
            TenantStatementReferencesIT.Ground.class,
            TenantStatementReferencesIT.Shelf.class,
            TenantStatementReferencesIT.Cup.class,
            TenantStatementReferencesIT.Poster.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
class TenantStatementReferencesIT {

    private static final int OWN = 1;
    private static final int OTHER_OWN = 2;
    private static final int FOREIGN = 101;
    private static final int ABSENT = 999;
    private static final int NEW = 500;

    /** A statement that writes a reference to the club with some identifier. */
    private record Way(String attribute, String name, BiFunction<Session, Integer, MutationQuery> statement) {

        static Way ofEntity(String attribute, String hql) {
            return new Way(
                    attribute,
                    hql,
                    (session, id) -> session.createMutationQuery(hql)
                            .setParameter("club", session.getReference(Club.class, id)));
        }

        static Way ofIdentifier(String attribute, String hql) {
            return new Way(
                    attribute,
                    hql,
                    (session, id) -> session.createMutationQuery(hql).setParameter("id", id));
        }

        static Way ofText(String attribute, String hql) {
            return new Way(attribute, hql, (session, id) -> session.createMutationQuery(hql.formatted(id)));
        }

        int run(Session session, int id) {
            return statement.apply(session, id).executeUpdate();
        }
    }

    private static List<Way> ways(DatabaseKind database) {
        var ways = new ArrayList<>(List.of(
                Way.ofEntity("Fan.club", "update Fan set club = :club"),
                Way.ofIdentifier("Fan.club", "update Fan set club.id = :id"),
                Way.ofText("Fan.club", "update Fan set club.id = %d"),
                Way.ofText("Fan.club", "update Fan set club.id = case when name = 'x' then null else %d end"),
                Way.ofIdentifier("Fan.club", "update Fan f set f.club.id = coalesce(f.second, :id)"),
                Way.ofEntity("Fan.loan.club", "update Fan set loan.club = :club"),
                new Way(
                        "Fan.loan.club",
                        "embeddable",
                        (session, id) -> session.createMutationQuery("update Fan set loan = :loan")
                                .setParameter("loan", new Loan(session.getReference(Club.class, id)))),
                Way.ofIdentifier("Fan.shown", "update Fan set second = :id"),
                Way.ofEntity("Fan.club", "insert into Fan (id, name, club) values (500, 'new', :club)"),
                Way.ofEntity(
                        "Fan.club", "insert into Fan (id, name, club) values (500, 'new', null), (501, 'new', :club)"),
                Way.ofIdentifier("Fan.club", "insert into Fan (id, name, club.id) values (500, 'new', :id)"),
                Way.ofText("Fan.club", "insert into Fan (id, name, club.id) values (500, 'new', %d)"),
                Way.ofEntity("Fan.club", "insert into Fan (id, name, club) select f.id + 500, 'new', :club from Fan f"),
                Way.ofText("Fan.club", "insert into Fan (id, name, club.id) select f.id + 500, 'new', %d from Fan f"),
                Way.ofIdentifier("Ground.club", "insert into Ground (id, name) values (:id, 'new')"),
                new Way(
                        "Seat.id.club",
                        "embedded identifier",
                        (session, id) -> session.createMutationQuery("insert into Seat (id, name) values (:id, 'new')")
                                .setParameter("id", new SeatId(7, session.getReference(Club.class, id)))),
                Way.ofEntity("Seat.id.club", "insert into Seat (id.number, id.club, name) values (7, :club, 'new')"),
                Way.ofEntity("Member.club", "update Member set club = :club"),
                Way.ofEntity("Coach.club", "update Coach set club = :club"),
                Way.ofIdentifier("Coach.club", "update Coach set club.id = :id"),
                Way.ofEntity("Coach.trained", "update Coach set trained = :club, name = 'new'"),
                Way.ofEntity("Coach.trained", "insert into Coach (id, name, trained) values (500, 'new', :club)"),
                Way.ofEntity(
                        "Coach.club", "insert into Coach (id, name, club) select f.id + 500, 'new', :club from Fan f"),
                Way.ofEntity("Poster.about", "update Poster set about = :club"),
                Way.ofText("Poster.about", "update Poster set about.id = %d"),
                Way.ofEntity("Poster.about", "insert into Poster (id, about) values (500, :club)"),
                new Way("Fan.club", "criteria", (session, id) -> {
                    var update = session.getCriteriaBuilder().createCriteriaUpdate(Fan.class);
                    var fan = update.from(Fan.class);
                    update.set(fan.<Club>get("club"), session.getReference(Club.class, id));
                    return session.createMutationQuery(update);
                }),
                new Way("Fan.club", "criteria with a parameter", (session, id) -> {
                    var builder = session.getCriteriaBuilder();
                    var update = builder.createCriteriaUpdate(Fan.class);
                    var club = builder.parameter(Club.class);
                    update.set(update.from(Fan.class).<Club>get("club"), club);
                    return session.createMutationQuery(update).setParameter(club, session.getReference(Club.class, id));
                }),
                new Way("Fan.club", "criteria insert", (session, id) -> {
                    var builder = session.getCriteriaBuilder();
                    var insert = builder.createCriteriaInsertValues(Fan.class);
                    insert.setInsertionTargetPaths(
                            insert.getTarget().get("id"),
                            insert.getTarget().get("name"),
                            insert.getTarget().get("club"));
                    insert.values(builder.values(
                            builder.value(NEW),
                            builder.value("new"),
                            builder.value(session.getReference(Club.class, id))));
                    return session.createMutationQuery(insert);
                })));
        if (database != DatabaseKind.MARIADB) {
            ways.add(Way.ofEntity(
                    "Fan.club",
                    "insert into Fan (id, name) values (1, 'new') on conflict (id) do update set club = :club"));
            ways.add(
                    Way.ofEntity(
                            "Fan.club",
                            "insert into Fan (id, name, club) values (1, 'new', :club) on conflict (id) do update set club = excluded.club"));
        }
        return ways;
    }

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        in(scope, RED, session -> {
            var club = new Club(OWN);
            session.persist(club);
            session.persist(new Club(OTHER_OWN));
            session.persist(new Fan(OWN, club));
            session.persist(new Coach(OWN, club));
            session.persist(new Poster(OWN, club));
        });
        in(scope, BLUE, session -> {
            var club = new Club(FOREIGN);
            session.persist(club);
            session.persist(new Cup(new CupId("cup", 1)));
        });
        in(scope, RED, session -> {
            session.persist(new Cup(new CupId("cup", 2)));
            session.persist(new Shelf(OWN));
        });
    }

    @Test
    void refusesForeignAndAbsentRowsAlike(SessionFactoryScope scope) {
        for (var way : ways(scope.database().kind())) {
            var messages = IntStream.of(FOREIGN, ABSENT)
                    .mapToObj(id -> {
                        var error = catchThrowableOfType(
                                TenantReferenceException.class, () -> undone(scope, session -> way.run(session, id)));
                        assertThat(error).as(way.name + " " + id).isNotNull();
                        assertThat(error.attribute()).endsWith(way.attribute);
                        assertThat(error.target()).isEqualTo(Club.class.getName());
                        return error.getMessage();
                    })
                    .toList();
            assertThat(messages.get(0)).as(way.name).isEqualTo(messages.get(1));
        }
    }

    @Test
    void writesReferencesToOwnRows(SessionFactoryScope scope) {
        for (var way : ways(scope.database().kind())) {
            undone(
                    scope,
                    session ->
                            assertThat(way.run(session, OTHER_OWN)).as(way.name).isPositive());
        }
    }

    /** A blade: without the check the database takes what another tenant has. */
    @Test
    void wouldWriteForeignReferencesWithoutTheCheck(SessionFactoryScope scope) {
        try (var open =
                scope.openAnother(settings -> settings.put(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, "false"))) {
            for (var way : ways(scope.database().kind())) {
                undone(
                        open,
                        session -> assertThat(way.run(session, FOREIGN))
                                .as(way.name)
                                .isPositive());
            }
            in(
                    open,
                    RED,
                    session -> session.createMutationQuery("update Fan set club.id = :id")
                            .setParameter("id", FOREIGN)
                            .executeUpdate());
            in(
                    open,
                    RED,
                    session -> assertThat(
                                    session.createNativeQuery("select club_id from Fan where id = 1", Integer.class)
                                            .getSingleResult())
                            .isEqualTo(FOREIGN));
        }
    }

    @Test
    void refusesAlsoWhatHasAPlan(SessionFactoryScope scope) {
        for (var way : ways(scope.database().kind())) {
            undone(scope, session -> way.run(session, OTHER_OWN));
            if (!way.name.contains("%d")) {
                assertThatThrownBy(() -> undone(scope, session -> way.run(session, FOREIGN)))
                        .as(way.name)
                        .isInstanceOf(TenantReferenceException.class);
            }
        }
    }

    @Test
    void holdsForStatelessSessions(SessionFactoryScope scope) {
        for (var id : List.of(FOREIGN, ABSENT)) {
            assertThatThrownBy(() -> stateless(scope, RED, session -> assign(session, id)))
                    .isInstanceOf(TenantReferenceException.class);
        }
        stateless(scope, RED, session -> assertThat(assign(session, OTHER_OWN)).isEqualTo(1));
    }

    private static int assign(SharedSessionContract session, int id) {
        return session.createMutationQuery("update Fan set club.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    @Test
    void readsReferencesFromOwnRowsWithoutLookingForThem(SessionFactoryScope scope, StatementRecorder statements) {
        for (var hql : List.of(
                "update Fan set loan.club = club",
                "update Fan set club = null",
                "update Fan set second = club.id",
                "update Fan f set f.loan.club.id = f.club.id",
                "update Fan f set f.loan = f.loan",
                "update Fan set club = (select c from Club c where c.id = 101)",
                "update Fan set club.id = (select c.id from Club c where c.id = 2)",
                "update Fan set club = (select g.club from Ground g)",
                "insert into Fan (id, name, club) select f.id + 500, 'new', f.club from Fan f",
                "insert into Fan (id, name, club) select c.id + 500, 'new', c from Club c",
                "insert into Fan (id, name, club) select p.id + 500, 'new', c from Poster p join p.about c",
                "insert into Fan (id, name, club.id) select f.id + 500, 'new', f.club.id from Fan f",
                "insert into Fan (id, name, club.id) select f.id + 500, 'new', f.second from Fan f",
                "insert into Fan (id, name, club.id) select c.id + 500, 'new', c.id from Club c union all select f.id + 700, 'new', f.club.id from Fan f",
                "update Coach set trained = (select c from Club c where c.id = 2)")) {
            undone(scope, session -> {
                statements.clear();
                session.createMutationQuery(hql).executeUpdate();
                assertThat(statements.sql()).as(hql).noneMatch(sql -> sql.contains(" own where own."));
            });
        }
    }

    @Test
    void leavesAReferenceEmptyThatIsReadFromAForeignRow(SessionFactoryScope scope) {
        in(
                scope,
                RED,
                session -> session.createMutationQuery("update Fan set club = (select c from Club c where c.id = 101)")
                        .executeUpdate());

        in(
                scope,
                RED,
                session -> assertThat(Objects.requireNonNull(session.find(Fan.class, OWN)).club)
                        .isNull());
    }

    @Test
    void refusesExpressionsThatMayNameAnyRow(SessionFactoryScope scope) {
        for (var hql : List.of(
                "update Fan set club.id = 100 + 1",
                "update Fan set club.id = (select max(c.id) from Club c)",
                "update Fan f set f.club.id = f.id",
                "insert into Fan (id, name, club) select p.id + 500, 'new', p.about from Poster p",
                "insert into Fan (id, name, club.id) select p.id + 500, 'new', p.about.id from Poster p",
                "insert into Fan (id, name, club.id) select p.id + 500, 'new', p.id from Poster p",
                "insert into Fan (id, name, club) select p.id + 500, 'new', p.about.rival from Poster p",
                "update Shelf s set s.cup.id.number = 1")) {
            assertThatThrownBy(() -> undone(
                            scope, session -> session.createMutationQuery(hql).executeUpdate()))
                    .as(hql)
                    .isInstanceOf(TenantReferenceException.class)
                    .hasMessageContaining("by a join or a subquery");
        }
    }

    @Test
    void looksForRowsWithCompositeIdentifiers(SessionFactoryScope scope) {
        for (var statement : List.of("update Shelf set cup = :cup", "update Shelf s set s.cup.id = :id")) {
            assertThatThrownBy(() -> undone(scope, session -> place(session, statement, 1)))
                    .isInstanceOf(TenantReferenceException.class);
            undone(scope, session -> assertThat(place(session, statement, 2)).isEqualTo(1));
        }
    }

    private static int place(Session session, String hql, int number) {
        var id = new CupId("cup", number);
        var query = session.createMutationQuery(hql);
        return (hql.contains(":id")
                        ? query.setParameter("id", id)
                        : query.setParameter("cup", session.getReference(Cup.class, id)))
                .executeUpdate();
    }

    @Test
    void looksForAllRowsOfAStatementAtOnce(SessionFactoryScope scope, StatementRecorder statements) {
        in(scope, RED, session -> {
            var insert = session.createMutationQuery(
                            "insert into Fan (id, name, club, loan.club) values (500, 'new', :one, :other), (501, 'new', :other, :one)")
                    .setParameter("one", session.getReference(Club.class, OWN))
                    .setParameter("other", session.getReference(Club.class, OTHER_OWN));
            statements.clear();

            insert.executeUpdate();

            assertThat(statements.count()).isEqualTo(2);
            assertThat(statements.sql().stream().filter(sql -> sql.contains(" own where own.")))
                    .hasSize(1);
        });
    }

    @Test
    void looksForNothingTheSessionManages(SessionFactoryScope scope, StatementRecorder statements) {
        in(scope, RED, session -> {
            var club = session.find(Club.class, OTHER_OWN);
            statements.clear();

            session.createMutationQuery("update Fan set club = :club, loan.club.id = :id")
                    .setParameter("club", club)
                    .setParameter("id", OTHER_OWN)
                    .executeUpdate();

            assertThat(statements.count()).isEqualTo(1);
        });
    }

    @Test
    void looksOnceInATransaction(SessionFactoryScope scope, StatementRecorder statements) {
        stateless(scope, RED, session -> {
            assign(session, OTHER_OWN);
            statements.clear();

            assign(session, OTHER_OWN);

            assertThat(statements.count()).isEqualTo(1);
        });
    }

    /* The parameter that looks for the row stands in the place of the query's. */
    @Test
    void showsTheValuesOfTheStatementToListeners(SessionFactoryScope scope) {
        var sets = new ArrayList<ChangeSet>();
        try (var registration = Changes.of(scope.factory()).register(ChangeListener.afterCommit(sets::add))) {
            in(
                    scope,
                    RED,
                    session -> session.createMutationQuery("update Fan set club.id = :id where name = :name")
                            .setParameter("id", OTHER_OWN)
                            .setParameter("name", "fan")
                            .executeUpdate());
        }

        assertThat(sets)
                .singleElement()
                .satisfies(set ->
                        assertThat(set.bulk().get(0).statement().parameters()).containsExactly(OTHER_OWN, "fan"));
    }

    @Test
    void leavesSessionsThatSeeAllTenantsAlone(SessionFactoryScope scope) {
        try (var all = AllTenants.of(scope.factory()).open(RED)) {
            all.inTransaction(transaction -> assertThat(assign(all, FOREIGN)).isEqualTo(1));
        }
    }

    private static void undone(SessionFactoryScope scope, java.util.function.Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) RED).openSession()) {
            var transaction = session.beginTransaction();
            try {
                work.accept(session);
            } finally {
                transaction.rollback();
            }
        }
    }

    @Entity(name = "Club")
    static class Club {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club rival;

        Club() {}

        Club(int id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Loan {

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "loan_id")
        @Nullable
        Club club;

        Loan() {}

        Loan(Club club) {
            this.club = club;
        }
    }

    @Entity(name = "Fan")
    static class Fan {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "fan";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club club;

        Loan loan = new Loan();

        @Column(name = "second_id")
        @Nullable
        Integer second;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "second_id", insertable = false, updatable = false)
        @Nullable
        Club shown;

        Fan() {}

        Fan(int id, Club club) {
            this.id = id;
            this.club = club;
        }
    }

    /** Has the identifier of the club. */
    @Entity(name = "Ground")
    static class Ground {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        @OneToOne(fetch = FetchType.LAZY)
        @MapsId
        @Nullable
        Club club;
    }

    @Embeddable
    static class SeatId {

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club club;

        SeatId() {}

        SeatId(int number, Club club) {
            this.number = number;
            this.club = club;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SeatId id && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Seat")
    static class Seat {

        @EmbeddedId
        SeatId id = new SeatId();

        @TenantId
        @Nullable
        String tenant;

        String name = "";
    }

    @Entity(name = "Member")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Member {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club club;
    }

    /** In two tables, each with a reference. */
    @Entity(name = "Coach")
    static class Coach extends Member {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club trained;

        Coach() {}

        Coach(int id, Club club) {
            this.id = id;
            this.club = club;
        }
    }

    @Embeddable
    static class CupId {

        String series = "";
        int number;

        CupId() {}

        CupId(String series, int number) {
            this.series = series;
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CupId id && id.series.equals(series) && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Cup")
    static class Cup {

        @EmbeddedId
        CupId id = new CupId();

        @TenantId
        @Nullable
        String tenant;

        Cup() {}

        Cup(CupId id) {
            this.id = id;
        }
    }

    @Entity(name = "Shelf")
    static class Shelf {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Cup cup;

        Shelf() {}

        Shelf(int id) {
            this.id = id;
        }
    }

    /** Shared by tenants. */
    @Entity(name = "Poster")
    static class Poster {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club about;

        Poster() {}

        Poster(int id, Club about) {
            this.id = id;
            this.about = about;
        }
    }
}
