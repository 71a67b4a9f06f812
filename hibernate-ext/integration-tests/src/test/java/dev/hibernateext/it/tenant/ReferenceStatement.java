/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Clubs.NEW;

import dev.hibernateext.it.tenant.Clubs.Club;
import dev.hibernateext.it.tenant.Clubs.Fan;
import dev.hibernateext.it.tenant.Clubs.Loan;
import dev.hibernateext.it.tenant.Clubs.SeatId;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** A statement that writes a reference to the club with some identifier. */
record ReferenceStatement(String attribute, String name, BiFunction<Session, Integer, MutationQuery> statement) {

    static List<ReferenceStatement> all(DatabaseKind database) {
        var ways = new ArrayList<>(List.of(
                ofEntity("Fan.club", "update Fan set club = :club"),
                ofIdentifier("Fan.club", "update Fan set club.id = :id"),
                ofText("Fan.club", "update Fan set club.id = %d"),
                ofText("Fan.club", "update Fan set club.id = case when name = 'x' then null else %d end"),
                ofIdentifier("Fan.club", "update Fan f set f.club.id = coalesce(f.second, :id)"),
                ofEntity("Fan.loan.club", "update Fan set loan.club = :club"),
                new ReferenceStatement(
                        "Fan.loan.club",
                        "embeddable",
                        (session, id) -> session.createMutationQuery("update Fan set loan = :loan")
                                .setParameter("loan", new Loan(session.getReference(Club.class, id)))),
                ofIdentifier("Fan.shown", "update Fan set second = :id"),
                ofEntity("Fan.club", "insert into Fan (id, name, club) values (500, 'new', :club)"),
                ofEntity("Fan.club", "insert into Fan (id, name, club) values (500, 'new', null), (501, 'new', :club)"),
                ofIdentifier("Fan.club", "insert into Fan (id, name, club.id) values (500, 'new', :id)"),
                ofText("Fan.club", "insert into Fan (id, name, club.id) values (500, 'new', %d)"),
                ofEntity("Fan.club", "insert into Fan (id, name, club) select f.id + 500, 'new', :club from Fan f"),
                ofText("Fan.club", "insert into Fan (id, name, club.id) select f.id + 500, 'new', %d from Fan f"),
                ofIdentifier("Ground.club", "insert into Ground (id, name) values (:id, 'new')"),
                new ReferenceStatement(
                        "Seat.id.club",
                        "embedded identifier",
                        (session, id) -> session.createMutationQuery("insert into Seat (id, name) values (:id, 'new')")
                                .setParameter("id", new SeatId(7, session.getReference(Club.class, id)))),
                ofEntity("Seat.id.club", "insert into Seat (id.number, id.club, name) values (7, :club, 'new')"),
                ofEntity("Member.club", "update Member set club = :club"),
                ofEntity("Coach.club", "update Coach set club = :club"),
                ofIdentifier("Coach.club", "update Coach set club.id = :id"),
                ofEntity("Coach.trained", "update Coach set trained = :club, name = 'new'"),
                ofEntity("Coach.trained", "insert into Coach (id, name, trained) values (500, 'new', :club)"),
                ofEntity("Coach.club", "insert into Coach (id, name, club) select f.id + 500, 'new', :club from Fan f"),
                ofEntity("Poster.about", "update Poster set about = :club"),
                ofText("Poster.about", "update Poster set about.id = %d"),
                ofEntity("Poster.about", "insert into Poster (id, about) values (500, :club)"),
                new ReferenceStatement("Fan.club", "criteria", (session, id) -> {
                    var update = session.getCriteriaBuilder().createCriteriaUpdate(Fan.class);
                    var fan = update.from(Fan.class);
                    update.set(fan.<Club>get("club"), session.getReference(Club.class, id));
                    return session.createMutationQuery(update);
                }),
                new ReferenceStatement("Fan.club", "criteria with a parameter", (session, id) -> {
                    var builder = session.getCriteriaBuilder();
                    var update = builder.createCriteriaUpdate(Fan.class);
                    var club = builder.parameter(Club.class);
                    update.set(update.from(Fan.class).<Club>get("club"), club);
                    return session.createMutationQuery(update).setParameter(club, session.getReference(Club.class, id));
                }),
                new ReferenceStatement("Fan.club", "criteria insert", (session, id) -> {
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
            ways.add(ofEntity(
                    "Fan.club",
                    "insert into Fan (id, name) values (1, 'new') on conflict (id) do update set club = :club"));
            ways.add(
                    ofEntity(
                            "Fan.club",
                            "insert into Fan (id, name, club) values (1, 'new', :club) on conflict (id) do update set club = excluded.club"));
        }
        return ways;
    }

    private static ReferenceStatement ofEntity(String attribute, String hql) {
        return new ReferenceStatement(
                attribute,
                hql,
                (session, id) ->
                        session.createMutationQuery(hql).setParameter("club", session.getReference(Club.class, id)));
    }

    private static ReferenceStatement ofIdentifier(String attribute, String hql) {
        return new ReferenceStatement(
                attribute,
                hql,
                (session, id) -> session.createMutationQuery(hql).setParameter("id", id));
    }

    private static ReferenceStatement ofText(String attribute, String hql) {
        return new ReferenceStatement(attribute, hql, (session, id) -> session.createMutationQuery(hql.formatted(id)));
    }

    int run(Session session, int id) {
        return statement.apply(session, id).executeUpdate();
    }
}
