/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.Session;
import org.hibernate.audit.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of Hibernate that see the past of what it records see the present of everything else, without what is deleted. */
@HibernateExtTest
class PastSessionsTest {

    private final SessionFactoryScope scope;

    PastSessionsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void persistAndDelete() {
        scope.inTransaction(session -> {
            session.persist(new Note(1));
            session.persist(new Note(2));
        });
        scope.inTransaction(session -> session.remove(session.find(Note.class, 2)));
    }

    @Test
    void hideWhatIsDeletedAsOfAnInstant() {
        try (var session = scope.factory().withOptions().asOf(Instant.now()).openSession()) {
            assertHidden(session);
        }
    }

    @Test
    void hideWhatIsDeletedAmongAllChangesets() {
        try (var session = scope.factory()
                .withOptions()
                .atChangeset(AuditLog.ALL_CHANGESETS)
                .openSession()) {
            assertHidden(session);
        }
    }

    private static void assertHidden(Session session) {
        assertThat(session.createSelectionQuery("from Note", Note.class).getResultList())
                .extracting(note -> note.id)
                .containsExactly(1);
        assertThat(session.find(Note.class, 1)).isNotNull();
        assertThat(session.find(Note.class, 2)).isNull();
    }

    @Entity(name = "Note")
    static class Note extends SoftDeletableEntity {

        @Id
        int id;

        Note() {}

        Note(int id) {
            this.id = id;
        }
    }
}
