/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.StillReferencedException;
import dev.hibernateext.core.softdelete.UnknownDeletionException;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Level;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the tables must hold. Knows of deletes nothing but what the guide says. */
final class SoftDeleteOracleModel {

    /** A delete; its id is known once it was read. */
    static final class Operation {

        @Nullable
        UUID id;
    }

    static final class Node {

        final Level level;
        final int id;
        final @Nullable Integer above;
        final @Nullable Integer guest;
        final Set<Integer> styles = new TreeSet<>();
        String text;
        int version;

        @Nullable
        Operation deletion;

        Node(Level level, int id, @Nullable Integer above, @Nullable Integer guest, String text) {
            this.level = level;
            this.id = id;
            this.above = above;
            this.guest = guest;
            this.text = text;
        }

        private Node copy() {
            var copy = new Node(level, id, above, guest, text);
            copy.styles.addAll(styles);
            copy.version = version;
            copy.deletion = deletion;
            return copy;
        }

        boolean isLive() {
            return deletion == null;
        }

        @Override
        public String toString() {
            return level + " " + id;
        }
    }

    private final Map<Integer, Node> nodes = new TreeMap<>();

    SoftDeleteOracleModel copy() {
        var copy = new SoftDeleteOracleModel();
        nodes.forEach((id, node) -> copy.nodes.put(id, node.copy()));
        return copy;
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    List<Node> nodes(Predicate<Node> condition) {
        return nodes.values().stream().filter(condition).toList();
    }

    Node node(int id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    void add(Node node) {
        nodes.put(node.id, node);
    }

    /** Marks live rows, with the live rows below them or without. */
    void delete(Collection<Node> rows, boolean cascade) {
        var operation = new Operation();
        var taken = cascade ? below(rows, (parent, child) -> child.isLive()) : Set.copyOf(rows);
        for (var row : taken) {
            row.deletion = operation;
            row.version++;
        }
    }

    /** Deleted rows, and those below them that the same operations deleted. */
    Set<Node> deletedTogether(Collection<Node> rows) {
        return below(rows, (parent, child) -> child.deletion != null && child.deletion == parent.deletion);
    }

    /** Deleted rows and all deleted ones below them. */
    Set<Node> deletedBelow(Collection<Node> rows) {
        return below(rows, (parent, child) -> !child.isLive());
    }

    /** What an operation deleted at a level and below. */
    Set<Node> deletedBy(Operation operation, Level level) {
        return new LinkedHashSet<>(nodes(node -> node.deletion == operation && node.level.isAtOrBelow(level)));
    }

    private Set<Node> below(Collection<Node> rows, BiPredicate<Node, Node> taken) {
        var found = new LinkedHashSet<>(rows);
        var open = new ArrayDeque<>(rows);
        while (!open.isEmpty()) {
            var parent = open.pop();
            for (var child : childrenOf(parent)) {
                if (taken.test(parent, child) && found.add(child)) {
                    open.add(child);
                }
            }
        }
        return found;
    }

    private List<Node> childrenOf(Node parent) {
        return nodes(node -> node.above != null && node.above == parent.id);
    }

    @Nullable
    Class<? extends HibernateExtException> restore(Set<Node> rows, boolean ofOperation) {
        if (rows.isEmpty()) {
            return UnknownDeletionException.class;
        }
        if (!ofOperation && rows.iterator().next().isLive()) {
            return NotInTrashException.class;
        }
        if (rows.stream().anyMatch(row -> isBelowDeleted(row, rows))) {
            return ParentDeletedException.class;
        }
        for (var row : rows) {
            row.deletion = null;
            row.version++;
        }
        return null;
    }

    private boolean isBelowDeleted(Node row, Set<Node> rows) {
        return row.above != null && !node(row.above).isLive() && !rows.contains(node(row.above));
    }

    @Nullable
    Class<? extends HibernateExtException> purge(Set<Node> rows, boolean ofOperation) {
        if (rows.isEmpty()) {
            return UnknownDeletionException.class;
        }
        if (!ofOperation && rows.iterator().next().isLive()) {
            return NotInTrashException.class;
        }
        if (nodes.values().stream().anyMatch(node -> !rows.contains(node) && refersTo(node, rows))) {
            return StillReferencedException.class;
        }
        for (var row : rows) {
            nodes.remove(row.id);
            nodes.values().forEach(node -> node.styles.remove(row.id));
        }
        return null;
    }

    private boolean refersTo(Node node, Set<Node> rows) {
        return (node.above != null && rows.contains(node(node.above)))
                || (node.guest != null && rows.contains(node(node.guest)));
    }

    /** The rows as text, by level and identifier, deletes by the names somebody gives them. */
    Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        nodes.values()
                .forEach(node -> rows.put(
                        node.toString(),
                        "above %s, guest %s, version %d, text %s, styles %s, %s"
                                .formatted(
                                        node.above,
                                        node.guest,
                                        node.version,
                                        node.text,
                                        node.styles,
                                        node.isLive() ? "live" : "deleted")));
        return rows;
    }
}
