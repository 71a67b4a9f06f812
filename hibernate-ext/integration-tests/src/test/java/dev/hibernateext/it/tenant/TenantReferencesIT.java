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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.tenant.TenantReferenceException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.TenantId;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No row of a tenant refers to a row of another, whichever way the reference is written; what the session manages costs nothing. */
@HibernateExtTest(
        entities = {
            TenantReferencesIT.Team.class,
            TenantReferencesIT.Player.class,
            TenantReferencesIT.Badge.class,
            TenantReferencesIT.Shirt.class,
            TenantReferencesIT.Game.class,
            TenantReferencesIT.Goal.class,
            TenantReferencesIT.Notice.class,
            TenantReferencesIT.Ticket.class,
            TenantReferencesIT.Invitation.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
class TenantReferencesIT {

    private static final int OWN = 1;
    private static final int OTHER_OWN = 2;
    private static final int FOREIGN = 101;
    private static final int ABSENT = 999;
    private static final int NEW = 500;

    /** A way to write a reference to a team or a player with some identifier. */
    private record Way<S>(String attribute, BiConsumer<S, Integer> write) {}

    private static List<Way<Session>> ways() {
        return List.of(
                new Way<>("Player.team", (session, id) -> session.persist(new Player(NEW, reference(session, id)))),
                new Way<>("Player.team", (session, id) -> session.persist(new Player(NEW, forged(id)))),
                new Way<>(
                        "Player.team", (session, id) -> session.find(Player.class, OWN).team = reference(session, id)),
                new Way<>("Player.team", (session, id) -> session.merge(new Player(NEW, reference(session, id)))),
                new Way<>("Player.loan.club", (session, id) -> {
                    var player = new Player(NEW, null);
                    player.loan.club = reference(session, id);
                    session.persist(player);
                }),
                new Way<>(
                        "Team.rivals",
                        (session, id) -> session.find(Team.class, OWN).rivals.add(reference(session, id))),
                new Way<>("Team.rivals", (session, id) -> {
                    var team = new Team(NEW, "new");
                    team.rivals.add(reference(session, id));
                    session.persist(team);
                }),
                new Way<>("Team.rivals", (session, id) -> {
                    var team = session.find(Team.class, OWN);
                    team.rivals = new HashSet<>(Set.of(reference(session, id)));
                }),
                new Way<>(
                        "Team.scores",
                        (session, id) -> session.find(Team.class, OWN).scores.put(reference(session, id), 3)),
                new Way<>(
                        "Team.visits.host",
                        (session, id) -> session.find(Team.class, OWN).visits.add(new Visit(reference(session, id)))),
                new Way<>(
                        "Team.reserves",
                        (session, id) ->
                                session.find(Team.class, OWN).reserves.add(session.getReference(Player.class, id))),
                new Way<>("Badge.team", (session, id) -> session.persist(new Badge(reference(session, id)))),
                new Way<>("Shirt.id.team", (session, id) -> session.persist(new Shirt(reference(session, id)))),
                new Way<>("Goal.game", (session, id) -> {
                    session.persist(new Goal(session.getReference(Game.class, id)));
                }),
                new Way<>("Player.team", (session, id) -> {
                    var badge = new Badge(session.find(Team.class, OWN));
                    badge.holder = new Player(NEW, reference(session, id));
                    session.persist(badge);
                }),
                new Way<>("Ticket.teamId", (session, id) -> session.persist(new Ticket(NEW, id))),
                new Way<>("Ticket.teamId", (session, id) -> session.find(Ticket.class, OWN).teamId = id),
                new Way<>("Ticket.teamId", (session, id) -> session.merge(new Ticket(NEW, id))),
                new Way<>("Invitation.guest.playerId", (session, id) -> session.persist(new Invitation(NEW, id))),
                new Way<>("Notice.about", (session, id) -> session.persist(new Notice(NEW, reference(session, id)))),
                new Way<>("Notice.subject", (session, id) -> {
                    var notice = new Notice(NEW, null);
                    notice.subject = reference(session, id);
                    session.persist(notice);
                }));
    }

    private static List<Way<StatelessSession>> statelessWays() {
        return List.of(
                new Way<>("Player.team", (session, id) -> session.insert(new Player(NEW, forged(id)))),
                new Way<>("Player.team", (session, id) -> {
                    var player = Objects.requireNonNull(session.get(Player.class, OWN));
                    player.team = forged(id);
                    session.update(player);
                }),
                new Way<>("Player.team", (session, id) -> session.upsert(new Player(NEW, forged(id)))),
                new Way<>(
                        "Player.team",
                        (session, id) -> session.insertMultiple(
                                List.of(new Player(NEW, forged(OWN)), new Player(NEW + 1, forged(id))))),
                new Way<>("Team.rivals", (session, id) -> {
                    var team = new Team(NEW, "new");
                    team.rivals.add(forged(id));
                    session.insert(team);
                }),
                new Way<>("Team.scores", (session, id) -> {
                    var team = new Team(NEW, "new");
                    team.scores.put(forged(id), 3);
                    session.insert(team);
                }),
                new Way<>("Ticket.teamId", (session, id) -> session.insert(new Ticket(NEW, id))),
                new Way<>("Ticket.teamId", (session, id) -> session.upsert(new Ticket(NEW, id))),
                new Way<>("Ticket.teamId", (session, id) -> {
                    var ticket = Objects.requireNonNull(session.get(Ticket.class, OWN));
                    ticket.teamId = id;
                    session.update(ticket);
                }),
                new Way<>(
                        "Ticket.teamId",
                        (session, id) ->
                                session.insertMultiple(List.of(new Ticket(NEW, OWN), new Ticket(NEW + 1, id)))),
                new Way<>("Badge.team", (session, id) -> session.insert(new Badge(forged(id)))),
                new Way<>("Shirt.id.team", (session, id) -> session.insert(new Shirt(forged(id)))));
    }

    /** Detached, since it has a version. */
    private static Team forged(int id) {
        var team = new Team(id, "forged");
        team.version = 0;
        return team;
    }

    private static Team reference(Session session, int id) {
        return session.getReference(Team.class, id);
    }

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        persist(scope, RED, OWN);
        persist(scope, RED, OTHER_OWN);
        persist(scope, BLUE, FOREIGN);
    }

    private static void persist(SessionFactoryScope scope, String tenant, int id) {
        in(scope, tenant, session -> {
            var team = new Team(id, tenant);
            session.persist(team);
            session.persist(new Player(id, team));
            session.persist(new Game(id, team));
            session.persist(new Ticket(id, id));
        });
    }

    @Test
    void refusesForeignAndAbsentRowsAlike(SessionFactoryScope scope) {
        for (var way : ways()) {
            for (var id : List.of(FOREIGN, ABSENT)) {
                var error = catchThrowableOfType(
                        TenantReferenceException.class, () -> undone(scope, session -> way.write.accept(session, id)));
                assertThat(error).as(way.attribute + " " + id).isNotNull();
                assertThat(error.attribute()).endsWith(way.attribute);
            }
        }
        for (var way : statelessWays()) {
            for (var id : List.of(FOREIGN, ABSENT)) {
                var error = catchThrowableOfType(
                        TenantReferenceException.class,
                        () -> stateless(scope, RED, session -> way.write.accept(session, id)));
                assertThat(error).as(way.attribute + " " + id).isNotNull();
                assertThat(error.attribute()).endsWith(way.attribute);
            }
        }
    }

    @Test
    void tellsForeignFromAbsentByNothing(SessionFactoryScope scope) {
        var messages = IntStream.of(FOREIGN, ABSENT)
                .mapToObj(id -> catchThrowableOfType(
                        TenantReferenceException.class,
                        () -> undone(scope, session -> session.persist(new Player(NEW, reference(session, id))))))
                .toList();

        assertThat(messages.get(0)).hasMessage(messages.get(1).getMessage());
        assertThat(messages.get(0).attribute()).isEqualTo(messages.get(1).attribute());
        assertThat(messages.get(0).status()).isEqualTo(422);
        assertThat(messages.get(0).target()).isEqualTo(Team.class.getName());
    }

    @Test
    void writesReferencesToOwnRows(SessionFactoryScope scope) {
        for (var way : ways()) {
            undone(scope, session -> way.write.accept(session, OTHER_OWN));
        }
        for (var way : statelessWays()) {
            try (var session = scope.factory()
                    .withStatelessOptions()
                    .tenantIdentifier((Object) RED)
                    .openStatelessSession()) {
                var transaction = session.beginTransaction();
                way.write.accept(session, OTHER_OWN);
                transaction.rollback();
            }
        }
    }

    private static void undone(SessionFactoryScope scope, java.util.function.Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) RED).openSession()) {
            var transaction = session.beginTransaction();
            work.accept(session);
            session.flush();
            transaction.rollback();
        }
    }

    /** A blade: without the check the database takes what another tenant has. */
    @Test
    void wouldWriteForeignReferencesWithoutTheCheck(SessionFactoryScope scope) {
        try (var open =
                scope.openAnother(settings -> settings.put(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, "false"))) {
            for (var way : ways()) {
                undone(open, session -> way.write.accept(session, FOREIGN));
            }
            assertThat(catchThrowable(() ->
                            undone(open, session -> session.persist(new Player(NEW, reference(session, ABSENT))))))
                    .isInstanceOf(ConstraintViolationException.class);
        }
    }

    @Test
    void asksNothingForRowsTheSessionManages(SessionFactoryScope scope, StatementRecorder statements) {
        in(scope, RED, session -> {
            var own = session.find(Team.class, OWN);
            session.find(Team.class, OTHER_OWN);
            var fresh = new Team(NEW, "new");
            session.persist(fresh);
            session.flush();
            statements.clear();

            session.persist(new Player(NEW, own));
            session.persist(new Player(NEW + 1, fresh));
            session.persist(new Player(NEW + 2, reference(session, OTHER_OWN)));
            session.flush();

            assertThat(statements.sql()).allMatch(sql -> sql.startsWith("insert"));
        });
    }

    @Test
    void asksNothingForReferencesThatStay(SessionFactoryScope scope, StatementRecorder statements) {
        in(scope, RED, session -> {
            var player = session.find(Player.class, OWN);
            statements.clear();

            player.name = "renamed";
            session.flush();

            assertThat(statements.sql()).hasSize(1).allMatch(sql -> sql.startsWith("update"));

            var ticket = session.find(Ticket.class, OWN);
            statements.clear();
            ticket.seat = "2B";
            ticket.teamId = Integer.valueOf(OWN);
            session.flush();

            assertThat(statements.sql()).hasSize(1).allMatch(sql -> sql.startsWith("update"));
        });
    }

    @Test
    void asksOnceForAllReferencesOfAFlush(SessionFactoryScope scope, StatementRecorder statements) {
        in(scope, RED, session -> {
            for (int id = 10; id < 30; id++) {
                session.persist(new Team(id, "many"));
            }
        });
        in(scope, RED, session -> {
            var team = session.find(Team.class, OWN);
            team.rivals.add(reference(session, OTHER_OWN));
            for (int id = 10; id < 30; id++) {
                session.persist(new Player(NEW + id, reference(session, id)));
            }
            statements.clear();

            session.flush();

            assertThat(statements.sql())
                    .filteredOn(sql -> sql.startsWith("select"))
                    .hasSize(1);
        });
    }

    @Test
    void asksOnceInATransactionOfAStatelessSession(SessionFactoryScope scope, StatementRecorder statements) {
        stateless(scope, RED, session -> {
            statements.clear();
            for (int id = NEW; id < NEW + 10; id++) {
                session.insert(new Player(id, forged(OWN)));
            }
            session.insert(new Team(NEW, "new"));
            session.insert(new Player(NEW + 10, forged(NEW)));

            assertThat(statements.sql())
                    .filteredOn(sql -> sql.startsWith("select"))
                    .hasSize(1);
        });
    }

    @Test
    void findsRowsThatAreStillInTheBatch(SessionFactoryScope scope) {
        stateless(scope, RED, session -> {
            session.setJdbcBatchSize(50);
            session.insert(new Team(NEW, "new"));
            session.insert(new Player(NEW, forged(NEW)));
        });

        in(scope, RED, session -> assertThat(session.find(Player.class, NEW)).isNotNull());
    }

    @Test
    void refersToRowsThatQueriesHide(SessionFactoryScope scope) {
        in(
                scope,
                RED,
                session -> session.createMutationQuery("update Team set hidden = true where id = 2")
                        .executeUpdate());

        in(scope, RED, session -> session.persist(new Player(NEW, reference(session, OTHER_OWN))));

        in(scope, RED, session -> assertThat(session.find(Player.class, NEW)).isNotNull());
    }

    @Test
    void leavesSessionsThatSeeAllTenantsAlone(SessionFactoryScope scope) {
        try (var all = AllTenants.of(scope.factory()).open(RED)) {
            all.inTransaction(transaction -> {
                var player = all.find(Player.class, OWN);
                player.team = all.getReference(Team.class, FOREIGN);
            });
        }

        in(
                scope,
                BLUE,
                session -> assertThat(
                                session.createNativeQuery("select team_id from Player where id = 1", Integer.class)
                                        .getSingleResult())
                        .isEqualTo(FOREIGN));
    }

    @Entity(name = "Team")
    @SQLRestriction("not hidden")
    static class Team {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        @Version
        @Nullable
        Integer version;

        boolean hidden;

        @ManyToMany
        Set<Team> rivals = new HashSet<>();

        @ElementCollection
        @MapKeyJoinColumn
        @Column(name = "goals")
        Map<Team, Integer> scores = new HashMap<>();

        @ElementCollection
        List<Visit> visits = new ArrayList<>();

        @OneToMany
        @JoinColumn(name = "reserve_of")
        Set<Player> reserves = new HashSet<>();

        Team() {}

        Team(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Embeddable
    static class Visit {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team host;

        Visit() {}

        Visit(Team host) {
            this.host = host;
        }
    }

    @Embeddable
    static class Loan {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team club;
    }

    @Entity(name = "Player")
    static class Player {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team team;

        Loan loan = new Loan();

        Player() {}

        Player(int id, @Nullable Team team) {
            this.id = id;
            this.team = team;
        }
    }

    /** Inserted at once, since the database makes its identifier. */
    @Entity(name = "Badge")
    static class Badge {

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Integer id;

        @TenantId
        @Nullable
        String tenant;

        @OneToOne(fetch = FetchType.LAZY)
        @Nullable
        Team team;

        @ManyToOne(cascade = CascadeType.ALL)
        @Nullable
        Player holder;

        Badge() {}

        Badge(Team team) {
            this.team = team;
        }
    }

    @Embeddable
    static class ShirtId {

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team team;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ShirtId id
                    && id.number == number
                    && Objects.requireNonNull(id.team).id == Objects.requireNonNull(team).id;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Shirt")
    static class Shirt {

        @EmbeddedId
        ShirtId id = new ShirtId();

        @TenantId
        @Nullable
        String tenant;

        Shirt() {}

        Shirt(Team team) {
            id.number = 7;
            id.team = team;
        }
    }

    @Entity(name = "Game")
    static class Game {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team home;

        Game() {}

        Game(int id, Team home) {
            this.id = id;
            this.home = home;
        }
    }

    static class GoalId {

        int game;
        int moment;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GoalId id && id.game == game && id.moment == moment;
        }

        @Override
        public int hashCode() {
            return game;
        }
    }

    @Entity(name = "Goal")
    @IdClass(GoalId.class)
    static class Goal {

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Game game;

        @Id
        int moment;

        @TenantId
        @Nullable
        String tenant;

        Goal() {}

        Goal(Game game) {
            this.game = game;
            this.moment = 90;
        }
    }

    /** Shared by tenants. */
    @Entity(name = "Notice")
    static class Notice {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Team about;

        @Any(fetch = FetchType.LAZY)
        @AnyKeyJavaClass(Integer.class)
        @AnyDiscriminatorValue(discriminator = "team", entity = Team.class)
        @AnyDiscriminatorValue(discriminator = "player", entity = Player.class)
        @Column(name = "subject_kind")
        @JoinColumn(name = "subject_id")
        @Nullable
        Object subject;

        Notice() {}

        Notice(int id, @Nullable Team about) {
            this.id = id;
            this.about = about;
        }
    }

    /** Names rows by their identifiers, with associations for reading. */
    @Entity(name = "Ticket")
    static class Ticket {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @Nullable
        String seat;

        @Column(name = "team_id")
        int teamId;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "team_id", insertable = false, updatable = false)
        @Nullable
        Team team;

        Ticket() {}

        Ticket(int id, int teamId) {
            this.id = id;
            this.teamId = teamId;
        }
    }

    @Entity(name = "Invitation")
    static class Invitation {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @Embedded
        Guest guest = new Guest();

        Invitation() {}

        Invitation(int id, int playerId) {
            this.id = id;
            this.guest.playerId = playerId;
        }
    }

    @Embeddable
    static class Guest {

        @Column(name = "player_id")
        @Nullable
        Integer playerId;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "player_id", insertable = false, updatable = false)
        @Nullable
        Player player;
    }
}
