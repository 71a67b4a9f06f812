/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
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
import org.hibernate.Session;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Teams, and every way in which entities and their collections refer to them. */
final class League {

    static final int OWN = 1;
    static final int OTHER_OWN = 2;
    static final int FOREIGN = 101;
    static final int ABSENT = 999;
    static final int NEW = 500;

    private League() {}

    /** Detached, since it has a version. */
    static Team forged(int id) {
        var team = new Team(id, "forged");
        team.version = 0;
        return team;
    }

    static Team reference(Session session, int id) {
        return session.getReference(Team.class, id);
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
}
