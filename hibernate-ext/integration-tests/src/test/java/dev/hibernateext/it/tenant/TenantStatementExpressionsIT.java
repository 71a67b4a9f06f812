/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Clubs.OTHER_OWN;
import static dev.hibernateext.it.tenant.Clubs.OWN;
import static dev.hibernateext.it.tenant.Town.RED;
import static dev.hibernateext.it.tenant.Town.in;
import static dev.hibernateext.it.tenant.Town.stateless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.tenant.TenantReferenceException;
import dev.hibernateext.it.tenant.Clubs.Club;
import dev.hibernateext.it.tenant.Clubs.Cup;
import dev.hibernateext.it.tenant.Clubs.CupId;
import dev.hibernateext.it.tenant.Clubs.Fan;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Which expressions of statements name rows of the tenant anyway, which are looked for, and what that costs. */
class TenantStatementExpressionsIT extends ClubsTest {

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
}
