/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.League.NEW;
import static dev.hibernateext.it.tenant.League.OTHER_OWN;
import static dev.hibernateext.it.tenant.League.OWN;
import static dev.hibernateext.it.tenant.League.forged;
import static dev.hibernateext.it.tenant.League.reference;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;
import static dev.hibernateext.it.tenant.Town.stateless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.tenant.BoxOffice.Ticket;
import dev.hibernateext.it.tenant.League.Player;
import dev.hibernateext.it.tenant.League.Team;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import org.junit.jupiter.api.Test;

/** What the session manages costs nothing, and what it does not is asked for once. */
class TenantReferenceCostIT extends LeagueTest {

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
}
