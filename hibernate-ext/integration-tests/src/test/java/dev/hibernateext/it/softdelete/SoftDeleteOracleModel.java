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
import java.util.HashSet;
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

        private String text(Set<Integer> linked) {
            return "above %s, guest %s, version %d, text %s, styles %s, %s"
                    .formatted(above, guest, version, text, linked, isLive() ? "live" : "deleted");
        }

        @Override
        public String toString() {
            return level + " " + id;
        }
    }

    /** Which style a song has. */
    record Link(int song, int style) {}

    /** Rows that left together, with the links of theirs and to them. */
    record Archived(List<Node> nodes, Set<Link> links) {}

    private final Map<Integer, Node> nodes = new TreeMap<>();
    private final Map<UUID, Archived> archive = new LinkedHashMap<>();

    SoftDeleteOracleModel copy() {
        var copy = new SoftDeleteOracleModel();
        nodes.forEach((id, node) -> copy.nodes.put(id, node.copy()));
        copy.archive.putAll(archive);
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
        var refusal = refusalToRemove(rows, ofOperation);
        if (refusal == null) {
            linksOf(rows).forEach(link -> node(link.song).styles.remove(link.style));
            rows.forEach(row -> nodes.remove(row.id));
        }
        return refusal;
    }

    @Nullable
    Class<? extends HibernateExtException> refusalToRemove(Set<Node> rows, boolean ofOperation) {
        if (rows.isEmpty()) {
            return UnknownDeletionException.class;
        }
        if (!ofOperation && rows.iterator().next().isLive()) {
            return NotInTrashException.class;
        }
        return nodes.values().stream().anyMatch(node -> !rows.contains(node) && refersTo(node, rows))
                ? StillReferencedException.class
                : null;
    }

    private Set<Link> linksOf(Set<Node> rows) {
        var links = new LinkedHashSet<Link>();
        for (var song : nodes.values()) {
            for (var style : song.styles) {
                if (rows.contains(song) || rows.contains(node(style))) {
                    links.add(new Link(song.id, style));
                }
            }
        }
        return links;
    }

    /** Like a purge, but for the rows of the archive. */
    void archive(UUID id, Set<Node> rows) {
        var links = linksOf(rows);
        purge(rows, true);
        rows.forEach(row -> row.styles.clear());
        archive.put(id, new Archived(List.copyOf(rows), links));
    }

    /** The sets that refer to nothing that is gone. */
    List<UUID> archivesToRestore() {
        return archive.keySet().stream()
                .filter(id -> isComplete(Objects.requireNonNull(archive.get(id))))
                .toList();
    }

    private boolean isComplete(Archived set) {
        var known = new TreeSet<>(nodes.keySet());
        set.nodes.forEach(node -> known.add(node.id));
        return set.nodes.stream()
                        .allMatch(node -> (node.above == null || known.contains(node.above))
                                && (node.guest == null || known.contains(node.guest)))
                && set.links.stream().allMatch(link -> known.contains(link.song) && known.contains(link.style));
    }

    /** Its rows are in the trash again. */
    Level restoreArchive(UUID id) {
        var set = Objects.requireNonNull(archive.remove(id));
        set.nodes.forEach(node -> add(node.copy()));
        set.links.forEach(link -> node(link.song).styles.add(link.style));
        return set.nodes.get(0).level;
    }

    private boolean refersTo(Node node, Set<Node> rows) {
        return (node.above != null && rows.contains(node(node.above)))
                || (node.guest != null && rows.contains(node(node.guest)));
    }

    /** The rows as text, by level and identifier, deletes by the names somebody gives them. */
    Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        nodes.values().forEach(node -> rows.put(node.toString(), node.text(node.styles)));
        return rows;
    }

    /** The same of the archive. */
    Map<String, String> archivedRows() {
        var rows = new LinkedHashMap<String, String>();
        archive.forEach((id, set) -> set.nodes.forEach(node -> rows.put(node.toString(), node.text(Set.of()))));
        return rows;
    }

    /** The links of the archive. */
    Set<Link> archivedLinks() {
        var links = new HashSet<Link>();
        archive.values().forEach(set -> links.addAll(set.links));
        return links;
    }
}
