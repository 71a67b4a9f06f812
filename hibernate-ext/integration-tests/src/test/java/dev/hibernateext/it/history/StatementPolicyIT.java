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
import dev.hibernateext.history.StatementRowsException;
import dev.hibernateext.it.history.StatementEntities.Note;
import dev.hibernateext.it.history.StatementEntities.Plain;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(entities = {Note.class, Plain.class})
class StatementPolicyIT {

    private SessionFactoryScope scope;

    @BeforeEach
    void start(SessionFactoryScope given) {
        scope = given;
        scope.inTransaction(session -> session.persist(new Note(1, "one")));
    }

    private void with(String policy, Consumer<SessionFactoryScope> work) {
        try (var other = scope.openAnother(settings -> settings.put(HistorySettings.STATEMENTS, policy))) {
            work.accept(other);
        }
    }

    private static void update(Session session) {
        session.createMutationQuery("update Note set name = 'two'").executeUpdate();
    }

    @Test
    void losesHistoryWhereStatementsAreIgnored() {
        with("ignore", ignoring -> {
            ignoring.inTransaction(StatementPolicyIT::update);
            ignoring.inStatelessTransaction(session -> session.upsert(new Note(2, "two")));
        });

        scope.inTransaction(session -> {
            assertThat(History.of(session, Note.class, 1L).timeline().items())
                    .extracting(HistoryEntry::kind)
                    .containsExactly(CREATED);
            assertThat(History.of(session, Note.class, 2L).timeline().items()).isEmpty();
        });
    }

    @Test
    void refusesStatementsBeforeTheyWrite(StatementRecorder recorder) {
        with("REFUSE", refusing -> {
            recorder.clear();
            assertThatThrownBy(() -> refusing.inTransaction(StatementPolicyIT::update))
                    .isInstanceOf(StatementNotRecordedException.class)
                    .hasMessageContaining("Note")
                    .hasMessageContaining(HistorySettings.STATEMENTS);
            assertThatThrownBy(() -> refusing.inStatelessTransaction(session -> session.upsert(new Note(1, "two"))))
                    .isInstanceOf(StatementNotRecordedException.class);
            assertThatThrownBy(() -> refusing.inTransaction(
                            session -> session.createNativeMutationQuery("update Note set name = 'two'")
                                    .executeUpdate()))
                    .isInstanceOf(StatementNotRecordedException.class);
            assertThat(recorder.matching("update|merge|insert")).isEmpty();

            refusing.inTransaction(
                    session -> session.createMutationQuery("delete Plain").executeUpdate());
        });
    }

    @Test
    void refusesInsertsOfRowsWithUnknownIds() {
        assertThatThrownBy(() -> scope.inTransaction(session -> session.createMutationQuery(
                                "insert into Note (id, version, name, amount) values (1 + 1, 0, 'two', 1)")
                        .executeUpdate()))
                .isInstanceOf(StatementNotRecordedException.class)
                .hasMessageContaining("ids");
    }

    @Test
    void refusesRowsThatCameMeanwhile() {
        StatementInspector another = sql -> {
            if (sql.startsWith("update")) {
                scope.inTransaction(session -> session.persist(new Note(2, "meanwhile")));
            }
            return sql;
        };
        try (var watched =
                scope.openAnother(settings -> settings.put(AvailableSettings.STATEMENT_INSPECTOR, another))) {
            assertThatThrownBy(() -> watched.inTransaction(StatementPolicyIT::update))
                    .isInstanceOf(StatementRowsException.class)
                    .hasMessageContaining("changed 2 rows, and 1");
        }
        assertThat(scope.<String>fromTransaction(session -> session.find(Note.class, 1L).name))
                .isEqualTo("one");
    }

    @Test
    void knowsItsPolicies() {
        assertThatThrownBy(() -> with("sometimes", wrong -> {}))
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("record, refuse, ignore");
    }
}
