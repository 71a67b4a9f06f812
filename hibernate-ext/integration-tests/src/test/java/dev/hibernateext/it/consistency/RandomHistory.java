/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import dev.hibernateext.it.consistency.DependencyGraph.Kind;
import dev.hibernateext.it.consistency.RecordedTransaction.Append;
import dev.hibernateext.it.consistency.RecordedTransaction.Operation;
import dev.hibernateext.it.consistency.RecordedTransaction.Outcome;
import dev.hibernateext.it.consistency.RecordedTransaction.Read;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A history as a database makes it that runs one transaction after the other, some of them rolled back or without an answer,
 * into which an anomaly may be planted. Transactions are listed in no order.
 */
final class RandomHistory {

    private static final int LISTS = 6;
    private static final int MOST_OPERATIONS = 5;
    private static final int LONGEST_PATH = 4;

    private final Random random;
    private final Map<String, List<Integer>> state = new HashMap<>();
    private final List<RecordedTransaction> transactions = new ArrayList<>();
    private int elements;

    RandomHistory(Random random) {
        this.random = random;
    }

    /** Without an anomaly. */
    List<RecordedTransaction> valid(int size) {
        for (var i = 0; i < size; i++) {
            run();
        }
        Collections.shuffle(transactions, random);
        return List.copyOf(transactions);
    }

    /** With one anomaly. */
    List<RecordedTransaction> with(Anomaly anomaly, int size) {
        var before = random.nextInt(size);
        for (var i = 0; i < before; i++) {
            run();
        }
        plant(anomaly);
        return valid(size - before);
    }

    private void run() {
        var outcome = outcome();
        var applied = outcome == Outcome.COMMITTED || (outcome == Outcome.UNKNOWN && random.nextBoolean());
        var own = new HashMap<String, List<Integer>>();
        var operations = new ArrayList<Operation>();
        for (var i = random.nextInt(MOST_OPERATIONS); i >= 0; i--) {
            var list = "list" + random.nextInt(LISTS);
            var seen = own.computeIfAbsent(list, each -> new ArrayList<>(state.getOrDefault(each, List.of())));
            if (random.nextBoolean()) {
                operations.add(new Read(list, seen));
            } else {
                operations.add(new Append(list, ++elements));
                seen.add(elements);
            }
        }
        if (applied) {
            state.putAll(own);
        }
        record(outcome, operations);
    }

    private Outcome outcome() {
        return switch (random.nextInt(10)) {
            case 0 -> Outcome.ROLLED_BACK;
            case 1 -> Outcome.UNKNOWN;
            default -> Outcome.COMMITTED;
        };
    }

    private void record(Outcome outcome, List<Operation> operations) {
        transactions.add(new RecordedTransaction(transactions.size(), outcome, operations));
    }

    private void plant(Anomaly anomaly) {
        switch (anomaly) {
            case G1A -> plantAbortedRead();
            case G1B -> plantIntermediateRead();
            case G0 -> plantCycle(with(Kind.WRITE_WRITE, path(Kind.WRITE_WRITE)));
            case G1C -> plantCycle(with(Kind.WRITE_READ, path(Kind.WRITE_WRITE, Kind.WRITE_READ)));
            case LOST_UPDATE -> plantLostUpdate();
            case G_SINGLE -> plantCycle(with(Kind.READ_WRITE, path(Kind.WRITE_WRITE, Kind.WRITE_READ)));
            case G2 -> plantCycle(with(Kind.READ_WRITE, with(Kind.READ_WRITE, path(Kind.values()))));
            default -> throw new IllegalArgumentException(anomaly + " is of a single transaction, not planted");
        }
    }

    private void plantAbortedRead() {
        record(Outcome.ROLLED_BACK, List.of(new Append("planted", ++elements)));
        record(Outcome.COMMITTED, withReads(new Read("planted", List.of(elements))));
    }

    private void plantIntermediateRead() {
        var first = ++elements;
        var last = ++elements;
        record(Outcome.COMMITTED, withReads(new Append("planted", first), new Append("planted", last)));
        record(Outcome.COMMITTED, withReads(new Read("planted", List.of(first))));
        record(Outcome.COMMITTED, List.of(new Read("planted", List.of(first, last))));
    }

    private void plantLostUpdate() {
        var first = ++elements;
        record(Outcome.COMMITTED, List.of(new Append("planted", first)));
        var seen = new Read("planted", List.of(first));
        var all = new ArrayList<>(seen.elements());
        for (var i = random.nextInt(2); i >= -1; i--) {
            record(Outcome.COMMITTED, withReads(seen, new Append("planted", ++elements)));
            all.add(elements);
        }
        if (random.nextBoolean()) {
            all.remove(all.size() - 1);
        }
        record(Outcome.COMMITTED, List.of(new Read("planted", all)));
    }

    private List<Kind> path(Kind... kinds) {
        return Stream.generate(() -> kinds[random.nextInt(kinds.length)])
                .limit(1 + random.nextInt(LONGEST_PATH))
                .toList();
    }

    private List<Kind> with(Kind kind, List<Kind> cycle) {
        var all = new ArrayList<>(cycle);
        all.add(random.nextInt(all.size() + 1), kind);
        return all;
    }

    /** Each dependency has a list of its own; in the end somebody reads them all. */
    private void plantCycle(List<Kind> kinds) {
        var cycle = Stream.generate(() -> (List<Operation>) new ArrayList<Operation>())
                .limit(kinds.size())
                .toList();
        var end = new ArrayList<Operation>();
        for (var i = 0; i < kinds.size(); i++) {
            end.add(plantDependency("planted" + i, kinds.get(i), cycle.get(i), cycle.get((i + 1) % kinds.size())));
        }
        cycle.forEach(each -> record(Outcome.COMMITTED, withReads(each.toArray(Operation[]::new))));
        record(Outcome.COMMITTED, end);
    }

    private Read plantDependency(String list, Kind kind, List<Operation> from, List<Operation> to) {
        var first = ++elements;
        switch (kind) {
            case WRITE_WRITE -> {
                from.add(new Append(list, first));
                to.add(new Append(list, ++elements));
                return new Read(list, List.of(first, elements));
            }
            case WRITE_READ -> {
                from.add(new Append(list, first));
                to.add(new Read(list, List.of(first)));
            }
            case READ_WRITE -> {
                from.add(new Read(list, List.of()));
                to.add(new Append(list, first));
            }
        }
        return new Read(list, List.of(first));
    }

    /** Reads of other lists tie what is planted to the rest of the history and make no anomaly worse. */
    private List<Operation> withReads(Operation... operations) {
        var all = new ArrayList<>(List.of(operations));
        for (var i = random.nextInt(3); i > 0; i--) {
            var list = "list" + random.nextInt(LISTS);
            all.add(random.nextInt(all.size() + 1), new Read(list, state.getOrDefault(list, List.of())));
        }
        return all;
    }
}
