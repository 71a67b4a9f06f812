/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.RecordedStatement;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "10"))
class StatementRecorderIT {

    @Test
    void runsOnTheProductItSays(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.dataSource().getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .isEqualToIgnoringCase(scope.database().kind().name());
        }
    }

    @Test
    void countsBatchesOnce(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            for (var id = 1; id <= 25; id++) {
                session.persist(new Note(id, "note " + id));
            }
        });

        assertThat(recorder.statements())
                .extracting(RecordedStatement::kind, RecordedStatement::batchSize)
                .containsExactly(
                        tuple(StatementKind.INSERT, 10),
                        tuple(StatementKind.INSERT, 10),
                        tuple(StatementKind.INSERT, 5));
    }

    @Test
    void startsEachTestWithEmptyTables(SessionFactoryScope scope) {
        var count =
                scope.fromTransaction(session -> session.createSelectionQuery("select count(*) from Note", Long.class)
                        .getSingleResult());

        assertThat(count).isZero();
    }

    @Test
    void countsRoundTripsExactly(SessionFactoryScope scope, StatementRecorder recorder) throws SQLException {
        try (var connection = scope.dataSource().getConnection();
                var statement = connection.createStatement()) {
            recorder.clear();
            for (var i = 0; i < 3; i++) {
                statement.execute("select 1");
            }
        }

        recorder.assertCount(3).assertCount(StatementKind.SELECT, 3);
        if (scope.database().kind() == DatabaseKind.H2) {
            assertThatThrownBy(recorder::roundTrips).hasMessageContaining("no wire");
        } else {
            assertThat(recorder.roundTrips()).isEqualTo(3);
            assertThat(recorder.bytesSent()).isPositive();
            assertThat(recorder.bytesReceived()).isPositive();
        }
    }

    // tag::wire[]
    @Test
    void findsAndChangesARowInThreeRoundTrips(SessionFactoryScope scope, StatementRecorder recorder) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        scope.inTransaction(session -> session.persist(new Note(1, "old")));
        recorder.clear();

        scope.inTransaction(session -> session.find(Note.class, 1).text = "new");

        recorder.assertCount(StatementKind.SELECT, 1).assertCount(StatementKind.UPDATE, 1);
        // BEGIN travels with the SELECT.
        assertThat(recorder.roundTrips()).isEqualTo(3);
    }
    // end::wire[]

    @Test
    void leavesTheHandshakeOut(SessionFactoryScope scope, StatementRecorder recorder) throws SQLException {
        assumeThat(scope.database().kind()).isNotEqualTo(DatabaseKind.H2);
        try (var pooled = scope.dataSource().getConnection();
                var fresh = scope.dataSource().getConnection()) {
            assertThat(fresh).isNotSameAs(pooled);
            assertThat(recorder.roundTrips()).isZero();
            assertThat(recorder.bytesSent()).isZero();
        }
    }

    @Test
    void countsALargeResultByTheFetchesItTakes(SessionFactoryScope scope, StatementRecorder recorder)
            throws SQLException {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        try (var connection = scope.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10);
            try (var rows = statement.executeQuery("select * from generate_series(1, 25)")) {
                var count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(25);
            }
            connection.rollback();
        }

        recorder.assertCount(1);
        // Rows 1-10, 11-20, 21-25, the rollback.
        assertThat(recorder.roundTrips()).isEqualTo(4);
    }

    @Entity(name = "Note")
    static class Note {

        @Id
        int id;

        String text;

        Note(int id, String text) {
            this.id = id;
            this.text = text;
        }

        Note() {
            this(0, "");
        }
    }
}
