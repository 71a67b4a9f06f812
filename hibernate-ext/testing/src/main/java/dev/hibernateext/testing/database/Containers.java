/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers in containers of Testcontainers. */
final class Containers {

    private static final String POSTGRESQL_IMAGE = "postgres:18";
    private static final String MARIADB_IMAGE = "mariadb:11.4";

    private Containers() {}

    static DatabaseServer postgresql() {
        var container = new PostgreSQLContainer(POSTGRESQL_IMAGE);
        return started(DatabaseKind.POSTGRESQL, container, container.getUsername());
    }

    static DatabaseServer mariadb() {
        // Only root may create databases in this image.
        return started(DatabaseKind.MARIADB, new MariaDBContainer(MARIADB_IMAGE), "root");
    }

    private static DatabaseServer started(DatabaseKind kind, JdbcDatabaseContainer<?> container, String user) {
        try {
            container.start();
        } catch (RuntimeException e) {
            throw DatabaseUnavailableException.notStarted(kind, "Testcontainers", e);
        }
        var administration = new DatabaseUnderTest(kind, container.getJdbcUrl(), user, container.getPassword());
        return new NetworkServer(administration, container::stop);
    }
}
