/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.softdelete.Archive;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Album;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Band;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Level;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Piece;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Song;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Style;
import dev.hibernateext.it.softdelete.SoftDeleteOracleGraph.Take;
import dev.hibernateext.it.softdelete.SoftDeleteOracleModel.Node;
import dev.hibernateext.it.softdelete.SoftDeleteOracleModel.Operation;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random units of work, many to a transaction, against a model in memory. Set {@code hibernateext.operations} for more of them
 * and {@code hibernateext.seed} to repeat a run.
 */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL},
        entities = {Piece.class, Band.class, Album.class, Song.class, Take.class, Style.class},
        settings = {
            @Setting(name = CoreSettings.SOFT_DELETE_ARCHIVE_TABLES, value = "true"),
            @Setting(name = "hibernate.jdbc.batch_size", value = "50"),
            @Setting(name = "hibernate.order_inserts", value = "true"),
            @Setting(name = "hibernate.order_updates", value = "true")
        })
class SoftDeleteOracleIT {

    private static final List<Level> LEVELS = List.of(Level.values());
    private static final int OPERATIONS = Integer.getInteger("hibernateext.operations", 100_000);
    private static final int UNITS = 24;
    private static final int BATCH = 50;
    private static final int MOST_ROWS = 160;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final List<String> log = new ArrayList<>();
    private final SessionFactoryScope scope;
    private SoftDeleteOracleModel model = new SoftDeleteOracleModel();
    private int operations;
    private int transactions;
    private int lastId;

    SoftDeleteOracleIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void doesToRowsWhatTheModelSays() {
        while (operations < OPERATIONS) {
            var failure = catchThrowable(() -> {
                transaction();
                new SoftDeleteOracleTables(scope).assertHold(model);
                if (++transactions % 50 == 0) {
                    new SoftDeleteOracleTables(scope).assertArchiveHolds(model);
                }
            });
            if (failure != null) {
                throw new AssertionError(
                        "seed %d, operation %d%n%s".formatted(seed, operations, String.join("\n", log)), failure);
            }
        }
    }

    private void transaction() {
        log.clear();
        var before = model.copy();
        var commits = random.nextInt(10) > 0;
        try (var session = scope.openSession()) {
            session.beginTransaction();
            for (var i = 0; i < UNITS; i++) {
                unit(session);
                session.flush();
                session.clear();
            }
            if (commits) {
                session.getTransaction().commit();
            } else {
                log.add("rollback");
                operations++;
                session.getTransaction().rollback();
                model = before;
            }
        }
    }

    private void unit(Session session) {
        var choice = random.nextInt(100);
        if (choice < 40) {
            changes(session);
        } else if (choice < 52) {
            remove(session);
        } else if (choice < 57) {
            deleteInTrash(session);
        } else if (choice < 61) {
            deleteStateless(session);
        } else if (choice < 66) {
            deleteInBulk(session);
        } else if (choice < 71) {
            updateInBulk(session);
        } else if (choice < 82) {
            restore(session);
        } else if (choice < 88) {
            restoreOperation(session);
        } else if (choice < 92) {
            purge(session);
        } else if (choice < 95) {
            purgeOperation(session);
        } else if (choice < 98) {
            archive(session);
        } else {
            restoreFromArchive(session);
        }
    }

    private void counted(String what) {
        operations++;
        log.add(what);
    }

    /** New rows, and changes of others, that one flush writes; of the links of a song, one. */
    private void changes(Session session) {
        var linked = new HashSet<Node>();
        var dirty = new HashSet<Node>();
        var known = model.nodes(Node::isLive);
        for (var i = random.nextInt(24); i >= 0; i--) {
            if (model.nodes().size() < MOST_ROWS && random.nextBoolean()) {
                create(session);
            } else if (!known.isEmpty()) {
                var node = one(known);
                if (change(session, node, linked)) {
                    dirty.add(node);
                }
            }
        }
        dirty.forEach(node -> node.version++);
    }

    private void create(Session session) {
        var level = one(LEVELS);
        var aboveLevel = level.above;
        var above = aboveLevel == null ? null : oneOrNull(node -> node.isLive() && node.level == aboveLevel);
        if (aboveLevel != null && above == null) {
            return;
        }
        var guest = level == Level.SONG && random.nextInt(3) == 0
                ? oneOrNull(node -> node.isLive() && node.level == Level.BAND)
                : null;
        var node = new Node(level, ++lastId, above == null ? null : above.id, guest == null ? null : guest.id, "new");
        counted("create " + node + " below " + above);
        session.persist(piece(session, node));
        model.add(node);
    }

    private static Piece piece(Session session, Node node) {
        var piece = switch (node.level) {
            case BAND -> new Band();
            case ALBUM -> new Album();
            case SONG -> new Song();
            case TAKE -> new Take();
            case STYLE -> new Style();
        };
        piece.id = node.id;
        piece.text = node.text;
        if (piece instanceof Album album) {
            album.above = session.getReference(Band.class, Objects.requireNonNull(node.above));
        } else if (piece instanceof Song song) {
            song.above = session.getReference(Album.class, Objects.requireNonNull(node.above));
            song.guest = node.guest == null ? null : session.getReference(Band.class, node.guest);
        } else if (piece instanceof Take take) {
            take.above = session.getReference(Song.class, Objects.requireNonNull(node.above));
        }
        return piece;
    }

    private boolean change(Session session, Node node, Set<Node> linked) {
        if (node.level == Level.SONG && random.nextBoolean() && linked.add(node)) {
            return link(session, node);
        }
        counted("update " + node);
        node.text = "t" + operations;
        ((Piece) Hibernate.unproxy(session.find(node.level.type, node.id))).text = node.text;
        return true;
    }

    private boolean link(Session session, Node node) {
        var style = oneOrNull(other -> other.isLive() && other.level == Level.STYLE);
        if (style == null) {
            return false;
        }
        counted("link or unlink " + node + " and " + style);
        var styles = Hibernate.unproxy(session.find(Song.class, node.id), Song.class).styles;
        var reference = session.find(Style.class, style.id);
        if (node.styles.remove(style.id)) {
            styles.remove(reference);
        } else {
            node.styles.add(style.id);
            styles.add(reference);
        }
        return true;
    }

    private void remove(Session session) {
        var node = oneOrNull(Node::isLive);
        if (node != null) {
            counted("remove " + node);
            session.remove(session.find(node.level.type, node.id));
            model.delete(List.of(node), true);
        }
    }

    private void deleteInTrash(Session session) {
        var nodes = someOfOneLevel();
        if (!nodes.isEmpty()) {
            counted("delete in trash " + nodes);
            Trash.of(session, nodes.get(0).level.type).delete(idsOf(nodes));
            model.delete(nodes, true);
        }
    }

    private void deleteStateless(Session session) {
        var node = oneOrNull(Node::isLive);
        if (node != null) {
            counted("delete in a stateless session " + node);
            // Hibernate puts the statements of the child into batches of the parent, which nothing executes before a
            // query
            session.setJdbcBatchSize(0);
            try (var stateless = session.statelessWithOptions().connection().openStatelessSession()) {
                stateless.delete(Objects.requireNonNull(stateless.get(node.level.type, node.id)));
            }
            session.setJdbcBatchSize(BATCH);
            model.delete(List.of(node), false);
        }
    }

    private void deleteInBulk(Session session) {
        var nodes = someOfOneLevel();
        if (!nodes.isEmpty()) {
            counted("delete in bulk " + nodes);
            bulk(session, "delete %s where id in :ids", nodes);
            model.delete(nodes, false);
        }
    }

    private void updateInBulk(Session session) {
        var nodes = someOfOneLevel();
        if (!nodes.isEmpty()) {
            counted("update in bulk " + nodes);
            bulk(session, "update %s set text = 'bulk' where id in :ids", nodes);
            nodes.forEach(node -> {
                node.text = "bulk";
                node.version++;
            });
        }
    }

    /** With deleted rows among the identifiers, which no statement of a default session touches. */
    private void bulk(Session session, String hql, List<Node> nodes) {
        var level = nodes.get(0).level;
        var ids = new ArrayList<>(idsOf(nodes));
        model.nodes(node -> node.level == level && !node.isLive()).stream()
                .limit(2)
                .forEach(node -> ids.add(node.id));
        assertThat(session.createMutationQuery(hql.formatted(level.entity()))
                        .setParameterList("ids", ids)
                        .executeUpdate())
                .isEqualTo(nodes.size());
    }

    private void restore(Session session) {
        var node = oneInTrash();
        if (node != null) {
            counted("restore " + node);
            var set = model.deletedTogether(List.of(node));
            expect(
                    model.restore(set, false),
                    () -> Trash.of(session, node.level.type).restore(node.id));
        }
    }

    private void restoreOperation(Session session) {
        var node = oneOrNull(each -> !each.isLive());
        if (node != null) {
            var level = anyLevel(node);
            counted("restore from %s the operation that deleted %s".formatted(level, node));
            var operation = Objects.requireNonNull(node.deletion);
            var id = idOf(session, node, operation);
            expect(
                    model.restore(model.deletedBy(operation, level), true),
                    () -> Trash.of(session, level.type).restoreOperation(id));
        }
    }

    private void purge(Session session) {
        var node = oneInTrash();
        if (node != null) {
            counted("purge " + node);
            var set = model.deletedBelow(List.of(node));
            expect(
                    model.purge(set, false),
                    () -> Trash.of(session, node.level.type).purge(node.id));
        }
    }

    private void purgeOperation(Session session) {
        var node = oneOrNull(each -> !each.isLive());
        if (node != null) {
            var level = anyLevel(node);
            counted("purge from %s the operation that deleted %s".formatted(level, node));
            var operation = Objects.requireNonNull(node.deletion);
            var id = idOf(session, node, operation);
            var set = model.deletedBelow(model.deletedBy(operation, level));
            expect(model.purge(set, true), () -> Trash.of(session, level.type).purgeOperation(id));
        }
    }

    private void archive(Session session) {
        var node = oneInTrash();
        if (node != null) {
            counted("archive " + node);
            var set = model.deletedBelow(List.of(node));
            var archive = Archive.of(session, node.level.type);
            var refusal = model.refusalToRemove(set, false);
            if (refusal == null) {
                model.archive(archive.archive(List.of(node.id)).archiveId(), set);
            } else {
                expect(refusal, () -> archive.archive(List.of(node.id)));
            }
        }
    }

    private void restoreFromArchive(Session session) {
        var sets = model.archivesToRestore();
        if (!sets.isEmpty()) {
            var id = one(sets);
            var level = model.restoreArchive(id);
            counted("restore from the archive %s with a %s".formatted(id, level));
            Archive.of(session, level.type).restore(id);
        }
    }

    private static void expect(@Nullable Class<? extends HibernateExtException> refusal, Runnable work) {
        var failure = catchThrowable(work::run);
        if (refusal == null) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).isExactlyInstanceOf(refusal);
        }
    }

    private static UUID idOf(Session session, Node node, Operation operation) {
        if (operation.id == null) {
            operation.id = session.createNativeQuery(
                            "select deletion_id from %s where id = %d".formatted(node.level.entity(), node.id),
                            UUID.class)
                    .getSingleResult();
        }
        return operation.id;
    }

    /** Most often the one that finds something. */
    private Level anyLevel(Node node) {
        return random.nextInt(4) == 0 ? one(LEVELS) : node.level;
    }

    /** Now and then a row that is not deleted. */
    private @Nullable Node oneInTrash() {
        return oneOrNull(random.nextInt(12) == 0 ? Node::isLive : node -> !node.isLive());
    }

    private List<Node> someOfOneLevel() {
        var first = oneOrNull(Node::isLive);
        if (first == null) {
            return List.of();
        }
        return model.nodes(
                node -> node == first || (node.isLive() && node.level == first.level && random.nextInt(6) == 0));
    }

    private static List<Integer> idsOf(List<Node> nodes) {
        return nodes.stream().map(node -> node.id).toList();
    }

    private @Nullable Node oneOrNull(Predicate<Node> condition) {
        var nodes = model.nodes(condition);
        return nodes.isEmpty() ? null : one(nodes);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
