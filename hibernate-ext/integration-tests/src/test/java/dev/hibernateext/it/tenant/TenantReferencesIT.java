/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.League.ABSENT;
import static dev.hibernateext.it.tenant.League.FOREIGN;
import static dev.hibernateext.it.tenant.League.NEW;
import static dev.hibernateext.it.tenant.League.OTHER_OWN;
import static dev.hibernateext.it.tenant.League.OWN;
import static dev.hibernateext.it.tenant.League.reference;
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
import dev.hibernateext.it.tenant.League.Player;
import dev.hibernateext.it.tenant.League.Team;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

/** No row of a tenant refers to a row of another, whichever way the reference is written. */
class TenantReferencesIT extends LeagueTest {

    @Test
    void refusesForeignAndAbsentRowsAlike(SessionFactoryScope scope) {
        for (var way : ReferenceWay.ofSessions()) {
            for (var id : List.of(FOREIGN, ABSENT)) {
                var error = catchThrowableOfType(
                        TenantReferenceException.class,
                        () -> undone(scope, session -> way.write().accept(session, id)));
                assertThat(error).as(way.attribute() + " " + id).isNotNull();
                assertThat(error.attribute()).endsWith(way.attribute());
            }
        }
        for (var way : ReferenceWay.ofStatelessSessions()) {
            for (var id : List.of(FOREIGN, ABSENT)) {
                var error = catchThrowableOfType(
                        TenantReferenceException.class,
                        () -> stateless(scope, RED, session -> way.write().accept(session, id)));
                assertThat(error).as(way.attribute() + " " + id).isNotNull();
                assertThat(error.attribute()).endsWith(way.attribute());
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
        for (var way : ReferenceWay.ofSessions()) {
            undone(scope, session -> way.write().accept(session, OTHER_OWN));
        }
        for (var way : ReferenceWay.ofStatelessSessions()) {
            try (var session = scope.factory()
                    .withStatelessOptions()
                    .tenantIdentifier((Object) RED)
                    .openStatelessSession()) {
                var transaction = session.beginTransaction();
                way.write().accept(session, OTHER_OWN);
                transaction.rollback();
            }
        }
    }

    /** A blade: without the check the database takes what another tenant has. */
    @Test
    void wouldWriteForeignReferencesWithoutTheCheck(SessionFactoryScope scope) {
        try (var open =
                scope.openAnother(settings -> settings.put(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, "false"))) {
            for (var way : ReferenceWay.ofSessions()) {
                undone(open, session -> way.write().accept(session, FOREIGN));
            }
            assertThat(catchThrowable(() ->
                            undone(open, session -> session.persist(new Player(NEW, reference(session, ABSENT))))))
                    .isInstanceOf(ConstraintViolationException.class);
        }
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

    private static void undone(SessionFactoryScope scope, Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) RED).openSession()) {
            var transaction = session.beginTransaction();
            work.accept(session);
            session.flush();
            transaction.rollback();
        }
    }
}
