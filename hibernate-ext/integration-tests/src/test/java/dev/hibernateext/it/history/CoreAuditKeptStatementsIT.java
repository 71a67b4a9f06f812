/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import org.hibernate.audit.AuditException;
import org.junit.jupiter.api.Test;

/** Hibernate's own log told to keep ends of validity, with writes in batches. */
@HibernateExtTest(
        entities = {
            LoggedStatementEntities.Item.class,
            LoggedStatementEntities.Maker.class,
            LoggedStatementEntities.Fish.class,
            LoggedStatementEntities.Shark.class,
            LoggedStatementEntities.Vehicle.class,
            LoggedStatementEntities.Lorry.class,
            LoggedStatementEntities.Shape.class,
            LoggedStatementEntities.Circle.class,
            LoggedStatementEntities.Letter.class,
            LoggedStatementEntities.Place.class,
            LoggedStatementEntities.Note.class,
            StatementEntities.Plain.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.audit.strategy", value = "validity"),
            @Setting(name = "hibernate.jdbc.batch_size", value = "20")
        })
class CoreAuditKeptStatementsIT extends StatementHistoryContract {

    @Override
    public Class<?> type(String name) {
        return LoggedStatementEntities.type(name);
    }

    private List<Object[]> rows(String columns, String table) {
        return scope().fromTransaction(session -> session.createNativeQuery(
                        "select " + columns + " from " + table + " order by REV", Object[].class)
                .getResultList());
    }

    /** Hibernate insists on an earlier row that the other session's write is to end. */
    @Test
    @Override
    public void recordsInsertsThatAnotherSessionOfTheTransactionChanges() {
        assertThatThrownBy(this::insertAndChangeElsewhere).hasRootCauseInstanceOf(AuditException.class);
        assertThat(timeline("Note", 2L)).isEmpty();
    }

    @Test
    void endsTheValidityOfEarlierEntries() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));
        in(session ->
                session.createMutationQuery("update Note set name = 'two'").executeUpdate());
        in(session -> session.createMutationQuery("delete Note").executeUpdate());

        var rows = rows("REV, REVEND, name", "Note_AUD");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)[1]).isEqualTo(rows.get(1)[0]);
        assertThat(rows.get(1)[1]).isEqualTo(rows.get(2)[0]);
        assertThat(rows.get(2)[1]).isNull();
        assertThat(rows).extracting(row -> row[2]).containsExactly("one", "two", "two");
    }
}
