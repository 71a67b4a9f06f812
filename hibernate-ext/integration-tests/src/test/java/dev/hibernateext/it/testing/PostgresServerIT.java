/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.database.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @Test
    void keepsWhatWasCommittedBeforeEachKill(@TempDir Path directory) throws SQLException, IOException {
        try (var server = PostgresServer.start(directory.resolve("data"), Map.of("log_min_messages", "panic"))) {
            execute(server, "create table entry (id int primary key)");
            for (var cycle = 1; cycle <= 3; cycle++) {
                execute(server, "insert into entry values (" + cycle + ")");
                var interrupted = server.database().connect();
                interrupted.setAutoCommit(false);
                interrupted.createStatement().execute("insert into entry values (1000)");

                server.kill();

                assertThatThrownBy(interrupted::commit).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> server.database().connect()).isInstanceOf(SQLException.class);
                server.restart();
                assertThat(count(server)).isEqualTo(cycle);
            }
        }
    }

    @Test
    void runsWithTheSettingsGiven(@TempDir Path directory) throws SQLException, IOException {
        try (var server = PostgresServer.start(directory.resolve("data"), Map.of("wal_level", "logical"));
                var connection = server.database().connect();
                var rows = connection.createStatement().executeQuery("show wal_level")) {
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("logical");
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (var connection = server.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(PostgresServer server) throws SQLException {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from entry")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
