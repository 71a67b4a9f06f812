/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.League.FOREIGN;
import static dev.hibernateext.it.tenant.League.OTHER_OWN;
import static dev.hibernateext.it.tenant.League.OWN;
import static dev.hibernateext.it.tenant.Town.BLUE;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;

import dev.hibernateext.it.tenant.BoxOffice.Invitation;
import dev.hibernateext.it.tenant.BoxOffice.Notice;
import dev.hibernateext.it.tenant.BoxOffice.Ticket;
import dev.hibernateext.it.tenant.League.Badge;
import dev.hibernateext.it.tenant.League.Game;
import dev.hibernateext.it.tenant.League.Goal;
import dev.hibernateext.it.tenant.League.Player;
import dev.hibernateext.it.tenant.League.Shirt;
import dev.hibernateext.it.tenant.League.Team;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import org.junit.jupiter.api.BeforeEach;

/** A league in which one tenant has two teams and another has one. */
@HibernateExtTest(
        entities = {
            Team.class,
            Player.class,
            Badge.class,
            Shirt.class,
            Game.class,
            Goal.class,
            Notice.class,
            Ticket.class,
            Invitation.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_second_level_cache", value = "false"))
abstract class LeagueTest {

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
}
