/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

/** Some entities are recorded by Envers and some by Hibernate: each is asked for where it is recorded. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CoreAuditBesideEnversIT {

    @Test
    void findsEverythingAnOperationChanged(SessionFactoryScope scope) {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> scope.inTransaction(session -> {
                    session.persist(new Old());
                    session.persist(new New());
                }));

        var found = scope.fromTransaction(session -> History.ofOperation(session, operation));

        assertThat(found)
                .extracting(HistoryEntry::entity, entry -> entry.revision().actor())
                .containsExactlyInAnyOrder(tuple(Old.class.getName(), "ada"), tuple(New.class.getName(), "ada"));
        assertThat(found).extracting(entry -> entry.revision().number()).doesNotHaveDuplicates();
    }

    @Test
    void recordsUpserts(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.upsert(new New()));
        scope.inStatelessTransaction(session -> {
            var changed = new New();
            changed.name = "changed";
            session.upsert(changed);
        });

        scope.inTransaction(session -> assertThat(History.of(session, New.class, 1)
                        .timeline(HistoryRequest.oldest(5))
                        .items())
                .last()
                .satisfies(entry -> assertThat(entry.changed()).containsExactly("name"))
                .extracting(HistoryEntry::kind)
                .isEqualTo(RevisionKind.UPDATED));
    }

    @Entity(name = "Old")
    @org.hibernate.envers.Audited
    static class Old {

        @Id
        int id = 1;

        String name = "old";
    }

    @Entity(name = "New")
    @org.hibernate.annotations.Audited
    static class New {

        @Id
        int id = 1;

        String name = "new";
    }
}
