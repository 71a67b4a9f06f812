/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Those who wait, by database, in the order they came. The database whose first one came earliest is first. */
final class WaitingLines {

    private final Map<DatabaseName, Deque<Ticket>> lines = new LinkedHashMap<>();

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean isFor(DatabaseName database) {
        return lines.containsKey(database);
    }

    int length(DatabaseName database) {
        var line = lines.get(database);
        return line == null ? 0 : line.size();
    }

    int length() {
        return lines.values().stream().mapToInt(Deque::size).sum();
    }

    List<DatabaseName> databases() {
        return List.copyOf(lines.keySet());
    }

    void add(Ticket ticket) {
        lines.computeIfAbsent(ticket.database(), database -> new ArrayDeque<>()).add(ticket);
    }

    /** False if it does not wait, because it was answered. */
    boolean remove(Ticket ticket) {
        var line = lines.get(ticket.database());
        if (line == null || !line.remove(ticket)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(ticket.database());
        }
        return true;
    }

    /** Takes all who wait for a database, the first one first. */
    Queue<Ticket> take(DatabaseName database) {
        var line = lines.remove(database);
        return line == null ? new ArrayDeque<>() : line;
    }
}
