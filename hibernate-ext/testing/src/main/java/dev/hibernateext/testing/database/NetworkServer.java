/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.sql.SQLException;

/**
 * A running server reached by TCP.
 *
 * @param administration the database from which others are created and dropped
 * @param stop ends the server, or nothing where it is not ours
 */
record NetworkServer(DatabaseUnderTest administration, Runnable stop) implements DatabaseServer {

    @Override
    public DatabaseUnderTest create(String name) {
        execute("Creating a database", "CREATE DATABASE " + name);
        return administration.named(name);
    }

    @Override
    public void drop(DatabaseUnderTest database) {
        // FORCE ends the sessions that a failed test left behind: PostgreSQL 13 and newer, "DROP DATABASE".
        var force = database.kind() == DatabaseKind.POSTGRESQL ? " WITH (FORCE)" : "";
        execute("Dropping a database", "DROP DATABASE IF EXISTS " + database.name() + force);
    }

    @Override
    public void close() {
        stop.run();
    }

    private void execute(String what, String sql) {
        try (var connection = administration.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DatabaseUnavailableException.refused(administration.kind(), what, e);
        }
    }
}
