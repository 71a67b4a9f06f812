/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestDataSourceTest {

    private final DatabaseServers servers = new DatabaseServers();
    private final DatabaseUnderTest database = servers.create(DatabaseKind.H2);
    private final TestDataSource source = new TestDataSource(database);
    private final StatementRecorder recorder = source.recorder();

    @BeforeEach
    void createTable() throws SQLException {
        execute("create table account (id int primary key, owner varchar(20))");
        recorder.clear();
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
        servers.drop(database);
        servers.close();
    }

    @Test
    void recordsEachExecutionWithItsKind() throws SQLException {
        try (var connection = source.getConnection();
                var insert = connection.prepareStatement("insert into account values (?, ?)");
                var query = connection.createStatement()) {
            insert.setInt(1, 7);
            insert.setString(2, "secret owner");
            insert.executeUpdate();
            try (var rows = query.executeQuery("select id from account")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getStatement()).isSameAs(query);
            }
            assertThat(insert.getConnection()).isSameAs(connection);
        }

        assertThat(recorder.statements())
                .containsExactly(
                        new RecordedStatement("insert into account values (?, ?)", StatementKind.INSERT, 1, true),
                        new RecordedStatement("select id from account", StatementKind.SELECT, 1, false));
        assertThat(recorder.statements().toString()).doesNotContain("secret owner");
        assertThat(recorder.matching("INTO Account")).hasSize(1);
        assertThat(recorder.count(StatementKind.SELECT)).isOne();
    }

    @Test
    void recordsABatchOnceWithItsSize() throws SQLException {
        try (var connection = source.getConnection();
                var prepared = connection.prepareStatement("insert into account values (?, null)");
                var plain = connection.createStatement()) {
            for (var id = 1; id <= 3; id++) {
                prepared.setInt(1, id);
                prepared.addBatch();
            }
            prepared.executeBatch();
            plain.addBatch("delete from account where id = 1");
            plain.addBatch("delete from account where id = 2");
            plain.executeBatch();
            prepared.addBatch();
            prepared.clearBatch();
            prepared.executeBatch();
        }

        assertThat(recorder.statements())
                .extracting(RecordedStatement::batchSize)
                .containsExactly(3, 2);
        assertThat(recorder.sql().get(1))
                .isEqualTo("delete from account where id = 1;\ndelete from account where id = 2");
    }

    @Test
    void recordsWhatTheDatabaseRefuses() throws SQLException {
        assertThatThrownBy(() -> execute("insert into account values ('x')")).isInstanceOf(SQLException.class);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.addBatch("insert into account values (1, 'a')");
            statement.addBatch("insert into account values (1, 'b')");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
        }

        recorder.assertCount(2);
    }

    @Test
    void listsWhatWasSentWhenACountIsWrong() throws SQLException {
        execute("select 1");

        assertThatThrownBy(() -> recorder.assertCount(2))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected 2 statements but the database was sent 1. All statements:\n  select 1");
        assertThatThrownBy(() -> recorder.assertCount(StatementKind.UPDATE, 1))
                .hasMessageStartingWith("Expected 1 UPDATE statements but the database was sent 0.");
    }

    @Test
    void failsExactlyTheNthCall() throws SQLException {
        var methods = List.of(
                "getConnection",
                "setAutoCommit",
                "prepareStatement",
                "addBatch",
                "addBatch",
                "executeBatch",
                "close",
                "createStatement",
                "executeQuery",
                "next",
                "close",
                "close",
                "setSavepoint",
                "releaseSavepoint",
                "commit",
                "close");
        for (var n = 1; n <= methods.size(); n++) {
            var failure = new SQLException("planted", "08006");
            source.faults().failCall(n, failure);

            assertThatThrownBy(this::useEveryCountedCall).isSameAs(failure);

            assertThat(source.faults().hitMethod()).isEqualTo(methods.get(n - 1));
            assertThat(source.openConnections()).isEmpty();
            source.faults().clear();
            execute("delete from account");
        }
        source.faults().failCall(methods.size() + 1, new SQLException("planted"));

        useEveryCountedCall();

        assertThat(source.faults().isHit()).isFalse();
        assertThat(source.faults().calls()).isEqualTo(methods.size());
    }

    @Test
    void keepsAFailedCallFromTheDriver() throws SQLException {
        source.faults().failCall(3, new SQLException("planted"));

        assertThatThrownBy(() -> execute("insert into account values (1, 'a')")).hasMessage("planted");

        recorder.assertCount(0);
        assertThat(rows()).isZero();
    }

    @Test
    void failsAfterTheCallHasDoneItsWork() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into account values (1, 'a')");
            source.faults().failAfterCall(1, new SQLException("answer lost", "08006"));

            assertThatThrownBy(connection::commit).hasMessage("answer lost");
        }

        assertThat(rows()).isOne();
    }

    @Test
    void countsCallsFromOne() {
        assertThatThrownBy(() -> source.faults().failCall(0, new SQLException()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1");
    }

    @Test
    void rollsBackWhatABorrowerLeftOpen() throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into account values (1, 'a')");
        }

        try (var connection = source.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(rows()).isZero();
    }

    @Test
    void keepsTheIsolationABorrowerSetFromTheNext() throws SQLException {
        int ofTheDatabase;
        try (var connection = source.getConnection()) {
            ofTheDatabase = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        }

        try (var connection = source.getConnection()) {
            assertThat(ofTheDatabase).isNotEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(connection.getTransactionIsolation()).isEqualTo(ofTheDatabase);
        }
    }

    @Test
    void knowsWhoHoldsAConnection() throws SQLException {
        var held = source.getConnection();

        assertThat(source.openConnections())
                .singleElement()
                .satisfies(open -> assertThat(open.openedAt().getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .contains("knowsWhoHoldsAConnection"));

        source.reclaimConnections();

        assertThat(source.openConnections()).isEmpty();
        assertThat(held.isClosed()).isTrue();
        assertThatThrownBy(held::createStatement).isInstanceOf(SQLException.class);
    }

    @Test
    void hasNoWireOnH2() {
        assertThatThrownBy(recorder::roundTrips)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("POSTGRESQL or MARIADB");
    }

    private void useEveryCountedCall() throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into account values (?, 'a')")) {
                insert.setInt(1, 1);
                insert.addBatch();
                insert.setInt(1, 2);
                insert.addBatch();
                insert.executeBatch();
            }
            try (var query = connection.createStatement();
                    var rows = query.executeQuery("select id from account")) {
                rows.next();
            }
            connection.releaseSavepoint(connection.setSavepoint());
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from account")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
