/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static dev.hibernateext.it.tenant.Clubs.ABSENT;
import static dev.hibernateext.it.tenant.Clubs.FOREIGN;
import static dev.hibernateext.it.tenant.Clubs.OTHER_OWN;
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
import dev.hibernateext.it.tenant.Clubs.Club;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No HQL or criteria statement makes a row of a tenant refer to a row of another, whatever it assigns and whatever its plan. */
class TenantStatementReferencesIT extends ClubsTest {

    @Test
    void refusesForeignAndAbsentRowsAlike(SessionFactoryScope scope) {
        for (var way : ReferenceStatement.all(scope.database().kind())) {
            var messages = IntStream.of(FOREIGN, ABSENT)
                    .mapToObj(id -> {
                        var error = catchThrowableOfType(
                                TenantReferenceException.class, () -> undone(scope, session -> way.run(session, id)));
                        assertThat(error).as(way.name() + " " + id).isNotNull();
                        assertThat(error.attribute()).endsWith(way.attribute());
                        assertThat(error.target()).isEqualTo(Club.class.getName());
                        return error.getMessage();
                    })
                    .toList();
            assertThat(messages.get(0)).as(way.name()).isEqualTo(messages.get(1));
        }
    }

    @Test
    void writesReferencesToOwnRows(SessionFactoryScope scope) {
        for (var way : ReferenceStatement.all(scope.database().kind())) {
            undone(
                    scope,
                    session -> assertThat(way.run(session, OTHER_OWN))
                            .as(way.name())
                            .isPositive());
        }
    }

    /** A blade: without the check the database takes what another tenant has. */
    @Test
    void wouldWriteForeignReferencesWithoutTheCheck(SessionFactoryScope scope) {
        try (var open =
                scope.openAnother(settings -> settings.put(CoreSettings.TENANT_ROWS_CHECK_REFERENCES, "false"))) {
            for (var way : ReferenceStatement.all(scope.database().kind())) {
                undone(
                        open,
                        session -> assertThat(way.run(session, FOREIGN))
                                .as(way.name())
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
        for (var way : ReferenceStatement.all(scope.database().kind())) {
            undone(scope, session -> way.run(session, OTHER_OWN));
            if (!way.name().contains("%d")) {
                assertThatThrownBy(() -> undone(scope, session -> way.run(session, FOREIGN)))
                        .as(way.name())
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
}
