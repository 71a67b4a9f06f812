/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Level;
import dev.hibernateext.it.softdelete.SoftDeleteOracleModel.Link;
import dev.hibernateext.it.softdelete.SoftDeleteOracleModel.Node;
import dev.hibernateext.testing.SessionFactoryScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the tables hold, as SQL sees it and as a session does. */
final class SoftDeleteOracleTables {

    private final SessionFactoryScope scope;
    private final Map<String, String> rows = new TreeMap<>();
    private final Map<String, UUID> deletions = new HashMap<>();
    private final Map<Integer, Set<Integer>> links = new HashMap<>();
    private final List<Integer> shown = new ArrayList<>();
    private final Map<Integer, Integer> shownStyles = new HashMap<>();

    SoftDeleteOracleTables(SessionFactoryScope scope) {
        this.scope = scope;
    }

    void assertHold(SoftDeleteOracleModel model) {
        scope.inTransaction(session -> {
            session.doWork(this::read);
            show(session);
        });
        assertRows(model.rows());
        assertDeletions(model);
        assertShown(model);
    }

    private void assertRows(Map<String, String> expected) {
        var names = new TreeSet<>(expected.keySet());
        names.addAll(rows.keySet());
        assertThat(names).allSatisfy(name -> assertThat(rows.get(name)).as(name).isEqualTo(expected.get(name)));
    }

    private void read(Connection connection) throws SQLException {
        for (var link : links(connection, "")) {
            links.computeIfAbsent(link.song(), key -> new TreeSet<>()).add(link.style());
        }
        for (var level : Level.values()) {
            read(connection, level, "");
        }
    }

    private static List<Link> links(Connection connection, String archive) throws SQLException {
        var found = new ArrayList<Link>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select Song_id, styles_id from Song_Style" + archive)) {
            while (rows.next()) {
                found.add(new Link(rows.getInt(1), rows.getInt(2)));
            }
        }
        return found;
    }

    private void read(Connection connection, Level level, String archive) throws SQLException {
        var columns = "id, text, version, deleted_at, deletion_id, %s, %s"
                .formatted(level.above == null ? "null" : "above_id", level == Level.SONG ? "guest_id" : "null");
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select " + columns + " from " + level.entity() + archive)) {
            while (found.next()) {
                var name = level + " " + found.getInt(1);
                var deleted = found.getObject(4) != null;
                var twin = rows.put(
                        name,
                        "above %s, guest %s, version %d, text %s, styles %s, %s"
                                .formatted(
                                        found.getObject(6),
                                        found.getObject(7),
                                        found.getInt(3),
                                        found.getString(2),
                                        links.getOrDefault(found.getInt(1), Set.of()),
                                        deleted ? "deleted" : "live"));
                assertThat(twin).as("another %s", name).isNull();
                var id = found.getObject(5, UUID.class);
                assertThat(id != null).as("deletion id of %s", name).isEqualTo(deleted);
                if (id != null) {
                    deletions.put(name, id);
                }
            }
        }
    }

    /** Nothing is in the archive but what was put there, once. */
    void assertArchiveHolds(SoftDeleteOracleModel model) {
        scope.inTransaction(session -> session.doWork(connection -> {
            for (var level : Level.values()) {
                read(connection, level, "_archive");
            }
            assertThat(links(connection, "_archive")).containsExactlyInAnyOrderElementsOf(model.archivedLinks());
        }));
        assertRows(model.archivedRows());
    }

    /** Rows of one delete have one id, and no other row has it. */
    private void assertDeletions(SoftDeleteOracleModel model) {
        var operations = new HashMap<UUID, SoftDeleteOracleModel.@Nullable Operation>();
        for (var node : model.nodes(node -> !node.isLive())) {
            var id = deletions.get(node.toString());
            var operation = node.deletion;
            if (operation != null && operation.id == null) {
                operation.id = id;
            }
            assertThat(id).as("deletion id of %s", node).isEqualTo(operation == null ? null : operation.id);
            assertThat(operations.computeIfAbsent(id, key -> operation))
                    .as("the delete of %s", node)
                    .isSameAs(operation);
        }
    }

    private void show(Session session) {
        for (var level : Level.values()) {
            shown.addAll(session.createSelectionQuery("select e.id from " + level.entity() + " e", Integer.class)
                    .getResultList());
        }
        session.createSelectionQuery("select s.id, count(t) from Song s join s.styles t group by s.id", Object[].class)
                .getResultStream()
                .forEach(row -> shownStyles.put((Integer) row[0], ((Long) row[1]).intValue()));
    }

    /** A session shows the live rows, by themselves and as elements. */
    private void assertShown(SoftDeleteOracleModel model) {
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        model.nodes(Node::isLive).stream().map(node -> node.id).toList());
        assertThat(shownStyles).isEqualTo(liveStyles(model));
    }

    private static Map<Integer, Integer> liveStyles(SoftDeleteOracleModel model) {
        var counts = new HashMap<Integer, Integer>();
        for (var song : model.nodes(node -> node.isLive() && node.level == Level.SONG)) {
            var live = song.styles.stream()
                    .filter(style -> model.node(style).isLive())
                    .count();
            if (live > 0) {
                counts.put(song.id, (int) live);
            }
        }
        return counts;
    }
}
