/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnavailableException;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.database.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServersIT {

    @Test
    void takesTheServerTheEnvironmentNamesAndLeavesItRunning(@TempDir Path directory) throws SQLException, IOException {
        try (var given = PostgresServer.start(directory.resolve("data"), Map.of())) {
            var servers = new DatabaseServers(environment(given.jdbcUrl(), "postgres"));

            var database = servers.create(DatabaseKind.POSTGRESQL);

            assertThat(database.url())
                    .startsWith("jdbc:postgresql://localhost:")
                    .isNotEqualTo(given.jdbcUrl());
            assertThat(databases(given)).contains("hibernate_ext_");
            // Dropping ends sessions that are still connected.
            try (var connection = database.connect()) {
                servers.drop(database);
                assertThat(connection.isValid(1)).isFalse();
            }
            servers.close();
            assertThat(databases(given)).doesNotContain("hibernate_ext_");
        }
    }

    @Test
    void saysWhatTheServerRefused(@TempDir Path directory) throws SQLException, IOException {
        try (var given = PostgresServer.start(directory.resolve("data"), Map.of())) {
            try (var connection = given.database().connect();
                    var statement = connection.createStatement()) {
                statement.execute("create role nobody login");
            }
            try (var servers = new DatabaseServers(environment(given.jdbcUrl(), "nobody"))) {
                assertThatThrownBy(() -> servers.create(DatabaseKind.POSTGRESQL))
                        .isInstanceOf(DatabaseUnavailableException.class)
                        .hasMessageContaining("Creating a database on the POSTGRESQL server failed")
                        .hasMessageContaining("right to create");
            }
        }
    }

    private static Map<String, String> environment(String url, String user) {
        return Map.of(
                DatabaseKind.POSTGRESQL.variable("URL"),
                url + "?ApplicationName=tests",
                DatabaseKind.POSTGRESQL.variable("USER"),
                user);
    }

    private static String databases(PostgresServer server) throws SQLException {
        return String.join(",", names(server.database()));
    }

    private static List<String> names(DatabaseUnderTest database) throws SQLException {
        var names = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select datname from pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
