/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which transaction must come after which, and why. */
final class DependencyGraph {

    private final Map<Integer, Set<Edge>> edges = new HashMap<>();

    /** Why one transaction comes after another. */
    enum Kind {
        /** It overwrote what the other wrote. */
        WRITE_WRITE,
        /** It read what the other wrote. */
        WRITE_READ,
        /** It overwrote what the other read. */
        READ_WRITE
    }

    /**
     * One dependency.
     *
     * @param from the transaction that comes before
     * @param to the one that comes after
     * @param kind why
     */
    record Edge(int from, int to, Kind kind) {}

    void add(int from, int to, Kind kind) {
        if (from != to) {
            edges.computeIfAbsent(from, each -> new HashSet<>()).add(new Edge(from, to, kind));
        }
    }

    List<Edge> edges(Collection<Integer> among, Set<Kind> kinds) {
        return among.stream()
                .flatMap(from -> edges.getOrDefault(from, Set.of()).stream())
                .filter(edge -> kinds.contains(edge.kind()) && among.contains(edge.to()))
                .toList();
    }

    boolean leads(int from, int to, Set<Integer> among, Set<Kind> kinds) {
        return reachable(from, among, kinds).contains(to);
    }

    /** The greatest sets of two and more transactions that all come after each other. */
    List<Set<Integer>> knots() {
        var all = new HashSet<Integer>();
        edges.values()
                .forEach(each -> each.forEach(edge -> {
                    all.add(edge.from());
                    all.add(edge.to());
                }));
        return new Knots(all).find();
    }

    private Set<Integer> reachable(int from, Set<Integer> among, Set<Kind> kinds) {
        var seen = new HashSet<Integer>();
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            for (var edge : edges.getOrDefault(next.pop(), Set.of())) {
                if (kinds.contains(edge.kind()) && among.contains(edge.to()) && seen.add(edge.to())) {
                    next.push(edge.to());
                }
            }
        }
        return seen;
    }

    /** Strongly connected components by two searches, as S. R. Kosaraju has it. */
    private final class Knots {

        private final Set<Integer> all;
        private final Map<Integer, List<Integer>> backwards = new HashMap<>();

        Knots(Set<Integer> all) {
            this.all = all;
            edges.values()
                    .forEach(each -> each.forEach(edge -> backwards
                            .computeIfAbsent(edge.to(), to -> new ArrayList<>())
                            .add(edge.from())));
        }

        List<Set<Integer>> find() {
            var order = finished();
            var done = new HashSet<Integer>();
            var knots = new ArrayList<Set<Integer>>();
            for (var i = order.size() - 1; i >= 0; i--) {
                var knot = new HashSet<Integer>();
                search(order.get(i), done, knot);
                if (knot.size() > 1) {
                    knots.add(knot);
                }
            }
            return knots;
        }

        private void search(int start, Set<Integer> done, Set<Integer> knot) {
            var next = new ArrayDeque<>(List.of(start));
            while (!next.isEmpty()) {
                var each = next.pop();
                if (done.add(each)) {
                    knot.add(each);
                    backwards.getOrDefault(each, List.of()).forEach(next::push);
                }
            }
        }

        /** Transactions in the order a depth-first search leaves them. */
        private List<Integer> finished() {
            var order = new ArrayList<Integer>();
            var entered = new HashSet<Integer>();
            var left = new HashSet<Integer>();
            for (var start : all) {
                var stack = new ArrayDeque<>(List.of(start));
                while (!stack.isEmpty()) {
                    var each = stack.peek();
                    if (entered.add(each)) {
                        edges.getOrDefault(each, Set.of()).stream()
                                .map(Edge::to)
                                .filter(to -> !entered.contains(to))
                                .forEach(stack::push);
                    } else {
                        stack.pop();
                        if (left.add(each)) {
                            order.add(each);
                        }
                    }
                }
            }
            return order;
        }
    }
}
