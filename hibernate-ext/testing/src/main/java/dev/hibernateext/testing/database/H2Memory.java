/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.sql.SQLException;

/** H2 inside this JVM: there is no server, each database is a name. */
final class H2Memory implements DatabaseServer {

    @Override
    public DatabaseUnderTest create(String name) {
        return new DatabaseUnderTest(DatabaseKind.H2, "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    @Override
    public void drop(DatabaseUnderTest database) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw DatabaseUnavailableException.refused(DatabaseKind.H2, "Dropping a database", e);
        }
    }

    @Override
    public void close() {
        // Every database lives and dies by its own.
    }
}
