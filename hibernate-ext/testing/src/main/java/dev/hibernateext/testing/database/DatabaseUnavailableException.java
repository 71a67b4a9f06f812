/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import dev.hibernateext.core.HibernateExtException;
import org.jspecify.annotations.Nullable;

/** A database a test asked for cannot be had; the message names the artifact to add or the variable to set. */
public final class DatabaseUnavailableException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final DatabaseKind kind;

    private DatabaseUnavailableException(DatabaseKind kind, String message, @Nullable Throwable cause) {
        super("testing.database-unavailable", message, cause);
        this.kind = kind;
    }

    static DatabaseUnavailableException noDriver(DatabaseKind kind) {
        return new DatabaseUnavailableException(
                kind,
                "No JDBC driver for %s is on the class path. Add %s in test scope."
                        .formatted(kind, kind.driverArtifact()),
                null);
    }

    static DatabaseUnavailableException noServer(DatabaseKind kind, String artifacts) {
        return new DatabaseUnavailableException(
                kind,
                "No %s server can be had: %s is not set, Testcontainers with Docker is not there, and neither is an embedded server. Add %s in test scope, or set the variable to a JDBC URL."
                        .formatted(kind, kind.variable("URL"), artifacts),
                null);
    }

    static DatabaseUnavailableException notStarted(DatabaseKind kind, String source, Throwable cause) {
        return new DatabaseUnavailableException(
                kind,
                "The %s server from %s did not start: %s. Look at its output, see that %s has room, or set %s to the JDBC URL of a server that runs."
                        .formatted(
                                kind,
                                source,
                                cause.getMessage(),
                                System.getProperty("java.io.tmpdir"),
                                kind.variable("URL")),
                cause);
    }

    static DatabaseUnavailableException notStopped(DatabaseKind kind, String source, Throwable cause) {
        return new DatabaseUnavailableException(
                kind,
                "The %s server from %s did not stop: %s. It was killed, and its files are removed."
                        .formatted(kind, source, cause.getMessage()),
                cause);
    }

    static DatabaseUnavailableException refused(DatabaseKind kind, String what, Throwable cause) {
        return new DatabaseUnavailableException(
                kind,
                "%s on the %s server failed: %s. The user needs the right to create and drop databases."
                        .formatted(what, kind, cause.getMessage()),
                cause);
    }

    /**
     * Which product could not be had.
     *
     * @return the kind asked for
     */
    public DatabaseKind kind() {
        return kind;
    }
}
