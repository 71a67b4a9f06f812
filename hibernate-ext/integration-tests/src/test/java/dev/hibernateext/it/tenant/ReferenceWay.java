/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.League.NEW;
import static dev.hibernateext.it.tenant.League.OWN;
import static dev.hibernateext.it.tenant.League.forged;
import static dev.hibernateext.it.tenant.League.reference;

import dev.hibernateext.it.tenant.BoxOffice.Invitation;
import dev.hibernateext.it.tenant.BoxOffice.Notice;
import dev.hibernateext.it.tenant.BoxOffice.Ticket;
import dev.hibernateext.it.tenant.League.Badge;
import dev.hibernateext.it.tenant.League.Game;
import dev.hibernateext.it.tenant.League.Goal;
import dev.hibernateext.it.tenant.League.Player;
import dev.hibernateext.it.tenant.League.Shirt;
import dev.hibernateext.it.tenant.League.Team;
import dev.hibernateext.it.tenant.League.Visit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** A way to write a reference to a team or a player with some identifier. */
record ReferenceWay<S>(String attribute, BiConsumer<S, Integer> write) {

    static List<ReferenceWay<Session>> ofSessions() {
        return List.of(
                new ReferenceWay<>(
                        "Player.team", (session, id) -> session.persist(new Player(NEW, reference(session, id)))),
                new ReferenceWay<>("Player.team", (session, id) -> session.persist(new Player(NEW, forged(id)))),
                new ReferenceWay<>(
                        "Player.team", (session, id) -> session.find(Player.class, OWN).team = reference(session, id)),
                new ReferenceWay<>(
                        "Player.team", (session, id) -> session.merge(new Player(NEW, reference(session, id)))),
                new ReferenceWay<>("Player.loan.club", (session, id) -> {
                    var player = new Player(NEW, null);
                    player.loan.club = reference(session, id);
                    session.persist(player);
                }),
                new ReferenceWay<>(
                        "Team.rivals",
                        (session, id) -> session.find(Team.class, OWN).rivals.add(reference(session, id))),
                new ReferenceWay<>("Team.rivals", (session, id) -> {
                    var team = new Team(NEW, "new");
                    team.rivals.add(reference(session, id));
                    session.persist(team);
                }),
                new ReferenceWay<>("Team.rivals", (session, id) -> {
                    var team = session.find(Team.class, OWN);
                    team.rivals = new HashSet<>(Set.of(reference(session, id)));
                }),
                new ReferenceWay<>(
                        "Team.scores",
                        (session, id) -> session.find(Team.class, OWN).scores.put(reference(session, id), 3)),
                new ReferenceWay<>(
                        "Team.visits.host",
                        (session, id) -> session.find(Team.class, OWN).visits.add(new Visit(reference(session, id)))),
                new ReferenceWay<>(
                        "Team.reserves",
                        (session, id) ->
                                session.find(Team.class, OWN).reserves.add(session.getReference(Player.class, id))),
                new ReferenceWay<>("Badge.team", (session, id) -> session.persist(new Badge(reference(session, id)))),
                new ReferenceWay<>(
                        "Shirt.id.team", (session, id) -> session.persist(new Shirt(reference(session, id)))),
                new ReferenceWay<>("Goal.game", (session, id) -> {
                    session.persist(new Goal(session.getReference(Game.class, id)));
                }),
                new ReferenceWay<>("Player.team", (session, id) -> {
                    var badge = new Badge(session.find(Team.class, OWN));
                    badge.holder = new Player(NEW, reference(session, id));
                    session.persist(badge);
                }),
                new ReferenceWay<>("Ticket.teamId", (session, id) -> session.persist(new Ticket(NEW, id))),
                new ReferenceWay<>("Ticket.teamId", (session, id) -> session.find(Ticket.class, OWN).teamId = id),
                new ReferenceWay<>("Ticket.teamId", (session, id) -> session.merge(new Ticket(NEW, id))),
                new ReferenceWay<>(
                        "Invitation.guest.playerId", (session, id) -> session.persist(new Invitation(NEW, id))),
                new ReferenceWay<>(
                        "Notice.about", (session, id) -> session.persist(new Notice(NEW, reference(session, id)))),
                new ReferenceWay<>("Notice.subject", (session, id) -> {
                    var notice = new Notice(NEW, null);
                    notice.subject = reference(session, id);
                    session.persist(notice);
                }));
    }

    static List<ReferenceWay<StatelessSession>> ofStatelessSessions() {
        return List.of(
                new ReferenceWay<>("Player.team", (session, id) -> session.insert(new Player(NEW, forged(id)))),
                new ReferenceWay<>("Player.team", (session, id) -> {
                    var player = Objects.requireNonNull(session.get(Player.class, OWN));
                    player.team = forged(id);
                    session.update(player);
                }),
                new ReferenceWay<>("Player.team", (session, id) -> session.upsert(new Player(NEW, forged(id)))),
                new ReferenceWay<>(
                        "Player.team",
                        (session, id) -> session.insertMultiple(
                                List.of(new Player(NEW, forged(OWN)), new Player(NEW + 1, forged(id))))),
                new ReferenceWay<>("Team.rivals", (session, id) -> {
                    var team = new Team(NEW, "new");
                    team.rivals.add(forged(id));
                    session.insert(team);
                }),
                new ReferenceWay<>("Team.scores", (session, id) -> {
                    var team = new Team(NEW, "new");
                    team.scores.put(forged(id), 3);
                    session.insert(team);
                }),
                new ReferenceWay<>("Ticket.teamId", (session, id) -> session.insert(new Ticket(NEW, id))),
                new ReferenceWay<>("Ticket.teamId", (session, id) -> session.upsert(new Ticket(NEW, id))),
                new ReferenceWay<>("Ticket.teamId", (session, id) -> {
                    var ticket = Objects.requireNonNull(session.get(Ticket.class, OWN));
                    ticket.teamId = id;
                    session.update(ticket);
                }),
                new ReferenceWay<>(
                        "Ticket.teamId",
                        (session, id) ->
                                session.insertMultiple(List.of(new Ticket(NEW, OWN), new Ticket(NEW + 1, id)))),
                new ReferenceWay<>("Badge.team", (session, id) -> session.insert(new Badge(forged(id)))),
                new ReferenceWay<>("Shirt.id.team", (session, id) -> session.insert(new Shirt(forged(id)))));
    }
}
