/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.StatementNotRecordedException;
import dev.hibernateext.it.history.LoggedStatementEntities.Note;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policies, where Hibernate keeps the log itself. */
@HibernateExtTest(entities = Note.class)
class CoreAuditPolicyIT {

    private SessionFactoryScope scope;

    @BeforeEach
    void start(SessionFactoryScope given) {
        scope = given;
        scope.inTransaction(session -> session.persist(note(1, "one")));
    }

    private static Note note(long id, String name) {
        var note = new Note();
        note.id = id;
        note.name = name;
        return note;
    }

    private void with(String policy, Consumer<SessionFactoryScope> work) {
        try (var other = scope.openAnother(settings -> settings.put(HistorySettings.STATEMENTS, policy))) {
            work.accept(other);
        }
    }

    private static void update(Session session) {
        session.createMutationQuery("update Note set name = 'two'").executeUpdate();
    }

    private List<HistoryEntry> timeline(long id) {
        return scope.fromTransaction(
                session -> History.of(session, Note.class, id).timeline().items());
    }

    @Test
    void losesHistoryWhereStatementsAreIgnored() {
        with("ignore", ignoring -> ignoring.inTransaction(CoreAuditPolicyIT::update));

        assertThat(timeline(1)).extracting(HistoryEntry::kind).containsExactly(CREATED);
    }

    @Test
    void refusesStatementsBeforeTheyWrite(StatementRecorder recorder) {
        with("refuse", refusing -> {
            recorder.clear();
            assertThatThrownBy(() -> refusing.inTransaction(CoreAuditPolicyIT::update))
                    .isInstanceOf(StatementNotRecordedException.class)
                    .hasMessageContaining(HistorySettings.STATEMENTS);
            assertThatThrownBy(() -> refusing.inTransaction(
                            session -> session.createNativeMutationQuery("update Note set name = 'two'")
                                    .executeUpdate()))
                    .isInstanceOf(StatementNotRecordedException.class);
            assertThat(recorder.matching("update|merge|insert")).isEmpty();
        });
    }

    /** Hibernate records them itself. */
    @Test
    void letsUpsertsPassWhateverThePolicy() {
        with("refuse", refusing -> refusing.inStatelessTransaction(session -> session.upsert(note(2, "two"))));
        with("ignore", ignoring -> ignoring.inStatelessTransaction(session -> session.upsert(note(3, "three"))));

        assertThat(timeline(2)).extracting(HistoryEntry::kind).containsExactly(CREATED);
        assertThat(timeline(3)).extracting(HistoryEntry::kind).containsExactly(CREATED);
    }

    @Test
    void knowsItsPolicies() {
        assertThatThrownBy(() -> with("sometimes", wrong -> {})).hasRootCauseInstanceOf(InvalidSettingException.class);
    }
}
