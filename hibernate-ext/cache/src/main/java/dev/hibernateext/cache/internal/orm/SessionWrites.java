/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Which tables Hibernate takes for written by a session that are not. Belongs to one session. */
final class SessionWrites {

    private Map<String, Writes> begun = Map.of();
    private Set<String> spared = new HashSet<>();

    static SessionWrites of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionWrites.class, state -> new SessionWrites());
    }

    /** The session writes these tables from now on, of which it wrote none before. */
    void began(Map<String, Writes> tables) {
        begun = tables;
        spared.removeAll(tables.keySet());
    }

    /** Of the tables it began to write last, it writes only some. */
    void spareAllBut(Set<String> written, SharedSessionContractImplementor session) {
        var others = new HashSet<>(spared);
        begun.forEach((space, writes) -> {
            if (!written.contains(space)) {
                writes.spare(session);
                others.add(space);
            }
        });
        spared = others;
        begun = Map.of();
    }

    /** The transaction is over. */
    Set<String> takeSpared() {
        var taken = spared;
        spared = new HashSet<>();
        begun = Map.of();
        return taken;
    }
}
