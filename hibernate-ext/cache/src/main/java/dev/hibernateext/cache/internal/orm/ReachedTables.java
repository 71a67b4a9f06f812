/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What is written behind writes in a factory. Read on first use, when the factory is complete; safe for use by many threads. */
final class ReachedTables {

    private static final int MOST_STATEMENTS = 2_000;

    private final WriteRelations relations;
    private final SessionFactoryImplementor factory;
    private final CachedTables cached;
    private final OwnedTables owned = new OwnedTables();
    private final Map<Statement, Reached> statements = new ConcurrentHashMap<>();
    private final Map<RowWrite, Reached> known = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Set<String>> spaces;

    ReachedTables(WriteRelations relations, SessionFactoryImplementor factory) {
        this.relations = relations;
        this.factory = factory;
        this.cached = new CachedTables(factory);
    }

    /** The plain name of a table as Hibernate names it in statements; called for each row that is written. */
    String nameOf(String space) {
        var name = names.get(space);
        return name != null ? name : names.computeIfAbsent(space, SqlWords::plain);
    }

    boolean concern(String table) {
        return relations.concern(table);
    }

    private record Statement(String table, String sql) {}

    /** By what a statement that Hibernate has written does to one of its tables. */
    Reached by(String table, String sql) {
        if (!concern(table)) {
            return Reached.NOTHING;
        }
        if (statements.size() >= MOST_STATEMENTS) {
            statements.clear();
        }
        return statements.computeIfAbsent(new Statement(table, sql), key -> by(RowWrite.of(table, sql)));
    }

    Reached by(RowWrite write) {
        if (!concern(write.table())) {
            return Reached.NOTHING;
        }
        var telling = write.columns() == null ? write : write.among(relations.columnsOf(write.table()));
        var reached = known.get(telling);
        return reached != null ? reached : known.computeIfAbsent(telling, this::read);
    }

    private Reached read(RowWrite write) {
        var found = new Found();
        found.follow(write, true);
        var own = new HashSet<String>();
        var ofAll = new HashSet<String>();
        found.confined.forEach((name, isConfined) -> (isConfined ? own : ofAll).addAll(spaces(name)));
        var changed = new HashSet<String>();
        found.changed.forEach(name -> changed.addAll(spaces(name)));
        var all = new HashSet<>(own);
        all.addAll(ofAll);
        return new Reached(own, ofAll, changed, cached.touching(all));
    }

    /** What a walk along the relations has come by. */
    private final class Found {

        /** By table, whether the tenant of the write is still that of the rows. */
        private final Map<String, Boolean> confined = new HashMap<>();

        private final Set<String> changed = new HashSet<>();
        private final Set<Step> steps = new HashSet<>();

        private record Step(RowWrite write, boolean isConfined) {}

        void follow(RowWrite write, boolean isConfined) {
            var remains = isConfined && areOwned(write.table());
            for (var relation : relations.behind(write.table())) {
                if (relation.isOf(write) && steps.add(new Step(relation.then(), remains))) {
                    confined.merge(relation.then().table(), remains, Boolean::logicalAnd);
                    note(relation);
                    follow(relation.then(), remains);
                }
            }
        }

        private void note(WriteRelation relation) {
            if (!relation.ofDeletes() || !relation.then().isDelete()) {
                changed.add(relation.then().table());
            }
        }
    }

    private boolean areOwned(String name) {
        return !spaces(name).isEmpty() && spaces(name).stream().allMatch(space -> owned.areOwned(space, factory));
    }

    private Set<String> spaces(String name) {
        var read = spaces;
        if (read == null) {
            read = readSpaces();
            spaces = read;
        }
        return read.getOrDefault(name, Set.of());
    }

    private Map<String, Set<String>> readSpaces() {
        var found = new HashMap<String, Set<String>>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> addSpaces(entity, found));
        factory.getMappingMetamodel()
                .forEachCollectionDescriptor(collection -> Arrays.stream(collection.getCollectionSpaces())
                        .forEach(space -> add(SqlWords.plain(space), space, found)));
        return found;
    }

    private static void addSpaces(EntityPersister entity, Map<String, Set<String>> found) {
        for (var space : entity.getPropertySpaces()) {
            add(space.startsWith("(") ? entity.getEntityName() : SqlWords.plain(space), space, found);
        }
    }

    private static void add(String name, String space, Map<String, Set<String>> found) {
        found.computeIfAbsent(name, key -> new HashSet<>()).add(space);
    }
}
