/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.deadline.Deadline;

/** A tenant got no connection in time, since others had all of its database. Nothing was done for it. */
public final class ConnectionsBusyException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String database;

    private ConnectionsBusyException(String database, String message) {
        super("tenancy.connections-busy", message, null);
        this.database = database;
    }

    static ConnectionsBusyException of(DatabaseName place, AffinityLimits limits, int waiting, Deadline deadline) {
        var waited = deadline.isCutShort(limits.waitTime()) ? deadline.length() : limits.waitTime();
        return new ConnectionsBusyException(
                place.database(),
                "All %d connections of the database '%s' were in use for %s, and %d others wait. End transactions earlier, or raise AffinityLimits.connections and the size of the pool.%s"
                        .formatted(limits.connections(), place.database(), waited, waiting, deadline.account()));
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
