/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Clubs.FOREIGN;
import static dev.hibernateext.it.tenant.Clubs.OTHER_OWN;
import static dev.hibernateext.it.tenant.Clubs.OWN;
import static dev.hibernateext.it.tenant.Town.BLUE;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;

import dev.hibernateext.it.tenant.Clubs.Club;
import dev.hibernateext.it.tenant.Clubs.Coach;
import dev.hibernateext.it.tenant.Clubs.Cup;
import dev.hibernateext.it.tenant.Clubs.CupId;
import dev.hibernateext.it.tenant.Clubs.Fan;
import dev.hibernateext.it.tenant.Clubs.Ground;
import dev.hibernateext.it.tenant.Clubs.Member;
import dev.hibernateext.it.tenant.Clubs.Poster;
import dev.hibernateext.it.tenant.Clubs.Seat;
import dev.hibernateext.it.tenant.Clubs.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;

/** Clubs of two tenants. */
@HibernateExtTest(
        entities = {
            Club.class,
            Fan.class,
            Seat.class,
            Member.class,
            Coach.class,
            Ground.class,
            Shelf.class,
            Cup.class,
            Poster.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
abstract class ClubsTest {

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

    static int assign(SharedSessionContract session, int id) {
        return session.createMutationQuery("update Fan set club.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    static void undone(SessionFactoryScope scope, Consumer<Session> work) {
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
}
