/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import dev.hibernateext.it.consistency.DependencyGraph.Kind;
import dev.hibernateext.it.consistency.RecordedTransaction.Append;
import dev.hibernateext.it.consistency.RecordedTransaction.Outcome;
import dev.hibernateext.it.consistency.RecordedTransaction.Read;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a history of list appends shows of weak isolation. As elements are unique, a read tells which transactions wrote
 * what it saw and in which order, and from that follows which transactions depend on which.
 *
 * <p>Sound: what it finds is there. Of a knot of dependencies it names the worst anomaly only.
 */
final class HistoryChecker {

    private static final Set<Kind> WRITES = EnumSet.of(Kind.WRITE_WRITE);
    private static final Set<Kind> WRITES_AND_READS = EnumSet.of(Kind.WRITE_WRITE, Kind.WRITE_READ);
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private final List<RecordedTransaction> committed;
    private final Map<Append, RecordedTransaction> writers = new HashMap<>();
    private final Map<Integer, RecordedTransaction> byId = new HashMap<>();
    private final Map<String, List<Integer>> versions = new HashMap<>();
    private final DependencyGraph graph = new DependencyGraph();
    private final Set<Finding> findings = new HashSet<>();

    private HistoryChecker(Collection<RecordedTransaction> history) {
        history.forEach(each -> each.operations().forEach(operation -> {
            if (operation instanceof Append append && writers.put(append, each) != null) {
                throw new IllegalArgumentException("Element " + append + " is appended twice");
            }
        }));
        this.committed =
                history.stream().filter(each -> tookPlace(each, history)).toList();
        committed.forEach(each -> byId.put(each.id(), each));
    }

    /**
     * An anomaly.
     *
     * @param anomaly which
     * @param transactions the ids of those that show it
     */
    record Finding(Anomaly anomaly, Set<Integer> transactions) {}

    static Set<Finding> check(Collection<RecordedTransaction> history) {
        var checker = new HistoryChecker(history);
        checker.committed.forEach(checker::checkOwnReads);
        checker.orderVersions();
        checker.committed.forEach(checker::checkElements);
        checker.connect();
        checker.graph.knots().forEach(checker::checkKnot);
        checker.checkLostUpdates();
        return Set.copyOf(checker.findings);
    }

    static Set<Anomaly> anomalies(Collection<RecordedTransaction> history) {
        return check(history).stream().map(Finding::anomaly).collect(Collectors.toSet());
    }

    /** What a client does not know, readers do. */
    private static boolean tookPlace(RecordedTransaction transaction, Collection<RecordedTransaction> history) {
        return switch (transaction.outcome()) {
            case COMMITTED -> true;
            case ROLLED_BACK -> false;
            case UNKNOWN -> {
                var last = transaction.lastAppends();
                yield history.stream()
                        .filter(each -> each.outcome() == Outcome.COMMITTED)
                        .flatMap(each -> each.operations().stream())
                        .anyMatch(operation -> operation instanceof Read read
                                && last.containsKey(read.list())
                                && read.elements().contains(last.get(read.list())));
            }
        };
    }

    private void checkOwnReads(RecordedTransaction transaction) {
        var expected = new HashMap<String, List<Integer>>();
        var appended = new HashMap<String, List<Integer>>();
        for (var operation : transaction.operations()) {
            if (operation instanceof Append append) {
                appended.computeIfAbsent(append.list(), list -> new ArrayList<>())
                        .add(append.element());
                expected.computeIfPresent(append.list(), (list, elements) -> with(elements, append.element()));
            } else if (operation instanceof Read read) {
                var known = expected.get(read.list());
                var own = appended.getOrDefault(read.list(), List.of());
                var size = read.elements().size();
                var fits = known == null
                        ? size >= own.size()
                                && read.elements()
                                        .subList(size - own.size(), size)
                                        .equals(own)
                        : read.elements().equals(known);
                if (!fits) {
                    found(Anomaly.INTERNAL, transaction);
                }
                expected.put(read.list(), read.elements());
            }
        }
    }

    private static List<Integer> with(List<Integer> elements, int element) {
        var all = new ArrayList<>(elements);
        all.add(element);
        return all;
    }

    /** The longest read of a list has all versions, one element longer each. */
    private void orderVersions() {
        for (var transaction : committed) {
            for (var operation : transaction.operations()) {
                if (operation instanceof Read read) {
                    var longest = versions.getOrDefault(read.list(), List.of());
                    if (!isPrefix(read.elements(), longest) && !isPrefix(longest, read.elements())) {
                        found(Anomaly.INCOMPATIBLE_READS, transaction);
                    } else if (read.elements().size() > longest.size()) {
                        versions.put(read.list(), read.elements());
                    }
                }
            }
        }
    }

    private static boolean isPrefix(List<Integer> some, List<Integer> all) {
        return some.size() <= all.size() && all.subList(0, some.size()).equals(some);
    }

    private void checkElements(RecordedTransaction reader) {
        reader.versionsSeen().forEach((list, elements) -> {
            for (var element : elements) {
                var writer = writer(list, element);
                if (writer.outcome() == Outcome.ROLLED_BACK) {
                    found(Anomaly.G1A, reader, writer);
                }
            }
            if (isIntermediate(list, elements)) {
                found(Anomaly.G1B, reader, writer(list, elements.get(elements.size() - 1)));
            }
        });
    }

    private boolean isIntermediate(String list, List<Integer> elements) {
        if (elements.isEmpty()) {
            return false;
        }
        var last = elements.get(elements.size() - 1);
        return !last.equals(writer(list, last).lastAppends().get(list));
    }

    private RecordedTransaction writer(String list, int element) {
        var writer = writers.get(new Append(list, element));
        if (writer == null) {
            throw new IllegalArgumentException("Nobody appended " + element + " to " + list);
        }
        return writer;
    }

    private void connect() {
        versions.forEach((list, elements) -> {
            for (var i = 1; i < elements.size(); i++) {
                connect(writer(list, elements.get(i - 1)), writer(list, elements.get(i)), Kind.WRITE_WRITE);
            }
        });
        for (var reader : committed) {
            reader.versionsSeen().forEach((list, elements) -> {
                if (!isIntermediate(list, elements)) {
                    connectRead(reader, list, elements);
                }
            });
        }
    }

    private void connectRead(RecordedTransaction reader, String list, List<Integer> elements) {
        if (!elements.isEmpty()) {
            connect(writer(list, elements.get(elements.size() - 1)), reader, Kind.WRITE_READ);
        }
        var next = following(list, elements);
        if (next != null) {
            connect(reader, next, Kind.READ_WRITE);
        }
    }

    private @Nullable RecordedTransaction following(String list, List<Integer> elements) {
        var all = versions.getOrDefault(list, List.of());
        return isPrefix(elements, all) && elements.size() < all.size() ? writer(list, all.get(elements.size())) : null;
    }

    private void connect(RecordedTransaction from, RecordedTransaction to, Kind kind) {
        if (byId.containsKey(from.id()) && byId.containsKey(to.id())) {
            graph.add(from.id(), to.id(), kind);
        }
    }

    private void checkKnot(Set<Integer> knot) {
        if (closes(knot, WRITES, WRITES)) {
            found(Anomaly.G0, knot);
        } else if (closes(knot, WRITES_AND_READS, WRITES_AND_READS)) {
            found(Anomaly.G1C, knot);
        } else if (!hasLostUpdate(knot)) {
            var single = closes(knot, ALL, WRITES_AND_READS);
            found(single ? Anomaly.G_SINGLE : Anomaly.G2, knot);
        }
    }

    /** Whether one dependency of some kinds is closed to a cycle by others. */
    private boolean closes(Set<Integer> knot, Set<Kind> kinds, Set<Kind> back) {
        return graph.edges(knot, kinds).stream().anyMatch(edge -> graph.leads(edge.to(), edge.from(), knot, back));
    }

    private boolean hasLostUpdate(Set<Integer> knot) {
        return lostUpdates().stream()
                .anyMatch(each -> each.stream().filter(knot::contains).count() > 1);
    }

    private void checkLostUpdates() {
        lostUpdates().forEach(each -> found(Anomaly.LOST_UPDATE, each));
    }

    private Set<Set<Integer>> lostUpdates() {
        var updates = new HashMap<Read, Set<Integer>>();
        for (var transaction : committed) {
            var changed = transaction.listsChanged();
            transaction.versionsSeen().forEach((list, elements) -> {
                if (changed.contains(list)) {
                    updates.computeIfAbsent(new Read(list, elements), read -> new HashSet<>())
                            .add(transaction.id());
                }
            });
        }
        return updates.values().stream().filter(each -> each.size() > 1).collect(Collectors.toSet());
    }

    private void found(Anomaly anomaly, RecordedTransaction... transactions) {
        found(
                anomaly,
                List.of(transactions).stream().map(RecordedTransaction::id).collect(Collectors.toSet()));
    }

    private void found(Anomaly anomaly, Set<Integer> transactions) {
        findings.add(new Finding(anomaly, Set.copyOf(transactions)));
    }
}
