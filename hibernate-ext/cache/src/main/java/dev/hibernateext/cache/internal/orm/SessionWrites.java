/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What a session has written in its transaction: which columns of which tables, and which tables Hibernate takes for written that are not. What was
 * written stays, also if it is taken back. Belongs to one session.
 */
final class SessionWrites {

    private final FlushedUpdates updates = new FlushedUpdates();
    private Map<String, WrittenColumns> written = Map.of();
    private Map<String, Announced> announced = Map.of();
    private Map<String, Writes> begun = Map.of();
    private Set<String> spared = Set.of();
    private Map<Reach, Set<String>> endingLater = Map.of();
    private boolean isUsedAgain;

    /** What Hibernate said last: what was known of a table before, and what it added. */
    private record Announced(@Nullable WrittenColumns before, WrittenColumns added) {}

    static SessionWrites of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionWrites.class, state -> new SessionWrites());
    }

    FlushedUpdates updates() {
        return updates;
    }

    /** Hibernate says that tables are written: by the updates that were shown since it did so before, or nobody knows how. */
    void announce(String[] spaces) {
        var shown = updates.take();
        announced = Map.of();
        for (var space : spaces) {
            var added = shown.getOrDefault(space, WrittenColumns.ALL);
            var before = written.get(space);
            announced = SmallMap.with(announced, space, new Announced(before, added));
            written = SmallMap.with(written, space, before == null ? added : before.and(added));
        }
    }

    /** What Hibernate has just announced without saying how is a statement that writes these columns. */
    void narrow(Set<String> spaces, WrittenColumns columns) {
        for (var space : spaces) {
            var last = announced.get(space);
            if (announced.size() == 1 && last != null && last.added().areUnknown()) {
                var before = last.before();
                written = SmallMap.with(written, space, before == null ? columns : before.and(columns));
            } else {
                written = SmallMap.with(written, space, WrittenColumns.ALL);
            }
        }
        announced = Map.of();
    }

    /** Nobody knows which columns of these tables are written. */
    void widen(Iterable<String> spaces) {
        spaces.forEach(space -> written = SmallMap.with(written, space, WrittenColumns.ALL));
    }

    /** What a statement reaches that no transaction tells the end of. */
    void endLater(Set<String> spaces, Reach reach) {
        endingLater = new HashMap<>(endingLater);
        endingLater.computeIfAbsent(reach, key -> new HashSet<>()).addAll(spaces);
    }

    Map<Reach, Set<String>> takeLater() {
        var taken = endingLater;
        endingLater = Map.of();
        return taken;
    }

    WrittenColumns columns(String space) {
        return written.getOrDefault(space, WrittenColumns.ALL);
    }

    /** What a session remembers of an earlier transaction may have been taken back there, with its version. */
    boolean isUsedAgain() {
        return isUsedAgain;
    }

    /** The session writes these tables from now on, of which it wrote none before. */
    void began(Map<String, Writes> tables) {
        begun = tables;
        if (!spared.isEmpty()) {
            spared = new HashSet<>(spared);
            spared.removeAll(tables.keySet());
        }
    }

    /** Of the tables it began to write last, it writes only some. */
    void spareAllBut(Set<String> tables, SharedSessionContractImplementor session) {
        var others = new HashSet<>(spared);
        begun.forEach((space, writes) -> {
            if (!tables.contains(space)) {
                writes.spare(session);
                others.add(space);
            }
        });
        announced.forEach((space, last) -> {
            if (!tables.contains(space) && last.added().areUnknown()) {
                restore(space, last.before());
            }
        });
        spared = others;
        begun = Map.of();
    }

    private void restore(String space, @Nullable WrittenColumns before) {
        if (before == null) {
            written = new HashMap<>(written);
            written.remove(space);
        } else {
            written = SmallMap.with(written, space, before);
        }
    }

    /** The transaction is over. Returns the tables whose end is told already, or that were not written. */
    Set<String> end() {
        var told = told();
        isUsedAgain |= !written.isEmpty();
        updates.take();
        written = Map.of();
        spared = Set.of();
        begun = Map.of();
        announced = Map.of();
        return told;
    }

    private Set<String> told() {
        var told = spared;
        for (var each : written.entrySet()) {
            if (!each.getValue().areUnknown()) {
                told = new HashSet<>(told);
                told.add(each.getKey());
            }
        }
        return told;
    }
}
