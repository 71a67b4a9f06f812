/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.HibernateExtException;
import java.time.Duration;

/** A tenant got no connection in time, since others had all of its database. Nothing was done for it. */
public final class ConnectionsBusyException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String database;

    private ConnectionsBusyException(String database, String message) {
        super("tenancy.connections-busy", message, null);
        this.database = database;
    }

    static ConnectionsBusyException of(String database, int connections, int waiting, Duration waited) {
        return new ConnectionsBusyException(
                database,
                "All %d connections of the database '%s' were in use for %s, and %d others wait. End transactions earlier, or raise AffinityLimits.connections and the size of the pool."
                        .formatted(connections, database, waited, waiting));
    }

    /**
     * Which database is busy.
     *
     * @return the name in placements
     */
    public String database() {
        return database;
    }

    @Override
    public int status() {
        return 503;
    }
}
