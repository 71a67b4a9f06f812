/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.core.hook.EntityWrite.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one transaction does to the table, which hooks that makes run, and what its next flush will do. */
final class HookOrderModel {

    private final Map<Integer, Operation> pending = new LinkedHashMap<>();
    private final List<String> expected = new ArrayList<>();
    private final Moment begin;
    private Moment now;

    /** For a transaction on these wholes and the parts of each. */
    HookOrderModel(Map<Integer, List<Integer>> rows) {
        begin = new Moment(new TreeMap<>(rows), new TreeMap<>());
        now = begin.copy();
    }

    Map<Integer, List<Integer>> rows() {
        return now.rows();
    }

    List<String> expected() {
        return expected;
    }

    Map<Integer, Operation> pending() {
        return pending;
    }

    void create(int id) {
        pending.put(id, Operation.CREATE);
        now.rows().put(id, List.of());
    }

    void createPart(int id, int whole) {
        pending.put(id, Operation.CREATE);
        now.rows().put(whole, List.of(id));
    }

    void update(int id) {
        pending.put(id, Operation.UPDATE);
    }

    void remove(int id) {
        pending.put(id, Operation.DELETE);
        Objects.requireNonNull(now.rows().remove(id)).forEach(part -> pending.put(part, Operation.DELETE));
    }

    @Nullable
    Integer anyWritten(Random random) {
        var ids = now.rows().keySet().stream()
                .filter(id -> pending.get(id) != Operation.CREATE)
                .toList();
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    List<String> calls(String phase) {
        return pending.entrySet().stream()
                .map(entry -> phase + " " + entry.getValue() + " " + entry.getKey())
                .toList();
    }

    void flush() {
        expected.addAll(calls("before"));
        expected.addAll(calls("after"));
        write();
    }

    /** The flush whose hooks are accounted for otherwise. */
    void write() {
        pending.forEach(now::write);
        pending.clear();
    }

    /** A savepoint, or where to go back to. */
    Moment mark() {
        return now.copy();
    }

    void undoTo(Moment mark) {
        now = mark;
        pending.clear();
    }

    /** Whether anything is left to tell of when the transaction ends. */
    boolean hasChanged() {
        return !now.changes().isEmpty();
    }

    void tellBeforeCommit() {
        tell("beforeCommit", now.changes());
    }

    /** The second round, after a hook of the first created something. */
    void tellBeforeCommitAgain(int created) {
        tell("beforeCommit", Map.of(created, Kind.INSERT));
    }

    void commit() {
        tell("afterCommit", now.changes());
    }

    void rollBack() {
        tell("afterRollback", now.changes());
        undoTo(begin);
    }

    private void tell(String phase, Map<Integer, Kind> changes) {
        if (!changes.isEmpty()) {
            expected.add(phase + " " + changes);
        }
    }

    /** Consecutive calls of one phase as sets: of the things in a phase, the session decides the order. */
    static List<Set<String>> phases(List<String> calls) {
        var phases = new ArrayList<Set<String>>();
        var last = "";
        for (var call : calls) {
            var phase = call.substring(0, call.indexOf(' '));
            if (!phase.equals(last)) {
                phases.add(new TreeSet<>());
                last = phase;
            }
            phases.get(phases.size() - 1).add(call);
        }
        return phases;
    }

    /**
     * The table and the net changes of the transaction to it.
     *
     * @param rows the parts of each whole, what is to be flushed included
     * @param changes what was flushed
     */
    record Moment(TreeMap<Integer, List<Integer>> rows, TreeMap<Integer, Kind> changes) {

        Moment copy() {
            return new Moment(new TreeMap<>(rows), new TreeMap<>(changes));
        }

        void write(int id, Operation operation) {
            switch (operation) {
                case CREATE -> changes.put(id, Kind.INSERT);
                case DELETE -> changes.compute(id, (key, kind) -> kind == Kind.INSERT ? null : Kind.DELETE);
                default -> changes.putIfAbsent(id, Kind.UPDATE);
            }
        }
    }
}
