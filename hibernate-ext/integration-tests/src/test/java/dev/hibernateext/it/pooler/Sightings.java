/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;

/** By which processes of the server each connection of an application was served. */
public final class Sightings {

    private static final ThreadLocal<PGConnection> TAKEN = new ThreadLocal<>();
    private final Map<PGConnection, Set<Integer>> processes = new ConcurrentHashMap<>();

    void taken(PGConnection connection) {
        TAKEN.set(connection);
    }

    /** Notes who serves the connection this thread took last. */
    void servedBy(int process) {
        processes
                .computeIfAbsent(TAKEN.get(), added -> ConcurrentHashMap.newKeySet())
                .add(process);
    }

    /** For each connection that was noted, who has served it. */
    public Collection<Set<Integer>> processes() {
        return processes.values();
    }
}
