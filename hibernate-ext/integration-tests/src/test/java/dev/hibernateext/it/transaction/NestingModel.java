/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tree of units of work should leave behind: the rows, what each callback is told, and the rows each committed transaction
 * publishes. Rows are counters by id.
 */
final class NestingModel {

    final TreeMap<Integer, Integer> rows = new TreeMap<>();
    final List<String> callbacks = new ArrayList<>();
    final List<TreeMap<Integer, Integer>> published = new ArrayList<>();

    /** A transaction in progress; its parts write through it. */
    final class Open {

        private TreeMap<Integer, Integer> written = new TreeMap<>();
        private final List<Pending> pending = new ArrayList<>();
        boolean rollbackOnly;
        boolean doomed;

        void write(int id, int value) {
            written.put(id, value);
        }

        int read(int id) {
            var own = written.get(id);
            return own != null ? own : rows.getOrDefault(id, 0);
        }

        void register(int callback) {
            pending.add(new Pending(callback, false));
        }

        Mark mark() {
            return new Mark(new TreeMap<>(written), pending.size(), doomed);
        }

        void undo(Mark mark) {
            written = mark.written;
            doomed = mark.doomed;
            pending.subList(mark.callbacks, pending.size()).replaceAll(entry -> new Pending(entry.callback, true));
        }

        boolean commits() {
            return !rollbackOnly && !doomed;
        }

        void end(boolean committed) {
            if (committed) {
                rows.putAll(written);
                if (!written.isEmpty()) {
                    published.add(written);
                }
            }
            for (var entry : pending) {
                callbacks.add(entry.callback + (committed && !entry.undone ? " COMMITTED" : " ROLLED_BACK"));
            }
        }
    }

    /** A savepoint. */
    record Mark(TreeMap<Integer, Integer> written, int callbacks, boolean doomed) {}

    private record Pending(int callback, boolean undone) {}

    Map<Integer, Integer> rows() {
        return rows;
    }
}
