/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.Cascade;
import dev.hibernateext.core.softdelete.internal.EntityGraph;
import dev.hibernateext.core.softdelete.internal.ForeignKey;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import dev.hibernateext.core.softdelete.internal.UniqueKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Looks for rows in a session that sees all of them. */
final class TrashRows {

    private final SharedSessionContractImplementor session;
    private final TrashStatements statements;
    private final EntityGraph graph;

    TrashRows(SharedSessionContractImplementor session) {
        this.session = session;
        this.statements = new TrashStatements(session);
        this.graph = EntityGraph.of(session.getFactory());
    }

    TrashStatements statements() {
        return statements;
    }

    EntityGraph graph() {
        return graph;
    }

    /** Locks deleted rows; which of the identifiers are those of deleted rows. */
    Collection<Object> lockDeleted(TrashEntity entity, Collection<?> ids) {
        var hql = "select id(e) from %s e where id(e) in (:ids) and %s is not null"
                .formatted(entity.name(), entity.mark("e"));
        var rows = entity.isLockable()
                ? statements.lock(hql, entity.persister(), ids)
                : statements.select(hql, entity.persister(), ids);
        return firstOf(rows);
    }

    /** The rows of a hierarchy that one operation deleted. */
    Collection<Object> ofOperation(TrashEntity entity, UUID deletionId) {
        var hql = "select id(e) from %s e where %s = :deletion and %s is not null"
                .formatted(entity.name(), entity.deletionId("e"), entity.mark("e"));
        return firstOf(statements.query(hql, Map.of("deletion", deletionId)).getResultList());
    }

    private static Collection<Object> firstOf(List<Object[]> rows) {
        return rows.stream().map(row -> row[0]).toList();
    }

    /** Instances of rows, with the locks those have. */
    List<Object> load(EntityPersister entity, Collection<?> ids) {
        var hql = "select e from %s e where id(e) in (:ids)".formatted(entity.getImportedName());
        return firstOf(statements.select(hql, entity, ids)).stream().toList();
    }

    /** Adds the deleted rows below those of a set. */
    void addBelow(RowSet set, boolean sameOperation) {
        var open = new ArrayList<>(set.roots());
        var news = new RowSet();
        open.forEach(root -> set.ids(root).forEach(id -> news.add(root, id)));
        addBelow(set, news, sameOperation);
    }

    private void addBelow(RowSet set, RowSet news, boolean sameOperation) {
        var next = new RowSet();
        for (var root : news.roots()) {
            for (var edge : graph.cascadesFrom(root)) {
                var hql = below(edge, sameOperation || edge.shared());
                if (hql != null) {
                    var target = graph.rootOf(edge.target());
                    for (var row : statements.select(hql, graph.persister(root), news.ids(root))) {
                        if (set.add(target, row[0])) {
                            next.add(target, row[0]);
                        }
                    }
                }
            }
        }
        if (!next.isEmpty()) {
            addBelow(set, next, sameOperation);
        }
    }

    private @Nullable String below(Cascade edge, boolean sameOperation) {
        var target = entity(edge.target());
        var owner = entity(edge.owner());
        if (target == null || owner == null) {
            return null;
        }
        var hql = "select id(t) from %s o join o.%s t where id(o) in (:ids) and %s is not null"
                .formatted(owner.name(), edge.path(), target.mark("t"));
        if (!sameOperation) {
            return hql;
        }
        return target.deletionId("t") == null || owner.deletionId("o") == null
                ? null
                : "%s and %s = %s".formatted(hql, target.deletionId("t"), owner.deletionId("o"));
    }

    /** Throws if a row of a set is below a deleted one that is not in it. */
    void refuseOrphans(RowSet set) {
        for (var root : set.roots()) {
            for (var edge : graph.cascadesTo(root)) {
                var owner = entity(edge.owner());
                if (owner != null && !set.ids(root).isEmpty()) {
                    refuseOrphans(set, edge, owner);
                }
            }
        }
    }

    private void refuseOrphans(RowSet set, Cascade edge, TrashEntity owner) {
        var root = graph.rootOf(edge.target());
        var hql = "select id(t), id(o) from %s o join o.%s t where id(t) in (:ids) and %s is not null"
                .formatted(owner.name(), edge.path(), owner.mark("o"));
        var rows = statements.select(hql, graph.persister(root), set.ids(root));
        var rescued = edge.shared() ? rescued(set, edge, owner, rows) : Set.of();
        for (var row : rows) {
            if (!set.contains(owner.root(), row[1]) && !rescued.contains(row[0])) {
                throw ParentDeletedException.of(new Row(edge.target(), row[0]), new Row(edge.owner(), row[1]));
            }
        }
    }

    /** Rows with another owner that is there or comes back. */
    private Set<Object> rescued(RowSet set, Cascade edge, TrashEntity owner, List<Object[]> deleted) {
        var rescued = new HashSet<>();
        if (!deleted.isEmpty()) {
            var hql = "select id(t) from %s o join o.%s t where id(t) in (:ids) and %s is null"
                    .formatted(owner.name(), edge.path(), owner.mark("o"));
            rescued.addAll(
                    firstOf(statements.select(hql, graph.persister(graph.rootOf(edge.target())), firstOf(deleted))));
            deleted.stream().filter(row -> set.contains(owner.root(), row[1])).forEach(row -> rescued.add(row[0]));
        }
        return rescued;
    }

    /** Throws if a unique key of a row of a set belongs to a row that is there, or to another one of the set. */
    void refuseTakenKeys(RowSet set) {
        var model = SoftDeletionModel.of(FactoryState.of(session.getFactory()));
        for (var root : set.roots()) {
            if (!set.ids(root).isEmpty()) {
                model.uniqueKeys(root).forEach(key -> refuseTaken(set.ids(root), key));
            }
        }
    }

    private void refuseTaken(Collection<Object> ids, UniqueKey key) {
        var entity = entity(key.entity());
        if (entity == null) {
            return;
        }
        var hql = new StringBuilder(
                "select id(e), id(h) from %1$s e, %1$s h where id(e) in (:ids) and id(h) <> id(e) and (%2$s is null or id(h) in (:ids))"
                        .formatted(entity.name(), entity.mark("h")));
        key.paths()
                .forEach(path ->
                        hql.append(" and h.").append(path).append(" = e.").append(path));
        var taken = statements.select(hql.toString(), entity.persister(), ids);
        if (!taken.isEmpty()) {
            var row = taken.get(0);
            throw KeyTakenException.of(new Row(key.entity(), row[0]), key.paths(), row[1]);
        }
    }

    /** Throws if a row outside of a set refers to one in it. */
    void refuseReferenced(RowSet set) {
        for (var root : set.roots()) {
            if (!set.ids(root).isEmpty()) {
                graph.referencesTo(root).forEach(key -> refuseReferenced(set, root, key));
            }
        }
    }

    private void refuseReferenced(RowSet set, String root, ForeignKey key) {
        var owner = graph.persister(key.owner());
        for (var row :
                statements.select(referring(key, owner.getImportedName()), graph.persister(root), set.ids(root))) {
            if (!set.contains(owner.getRootEntityName(), row[0])) {
                throw StillReferencedException.of(new Row(key.target(), row[1]), key.label(), row[0]);
            }
        }
    }

    private static String referring(ForeignKey key, String owner) {
        return key.collection().isEmpty()
                ? "select id(r), id(r.%2$s) from %1$s r where id(r.%2$s) in (:ids)".formatted(owner, key.path())
                : "select id(r), id(c.%3$s) from %1$s r join r.%2$s c where id(c.%3$s) in (:ids)"
                        .formatted(owner, key.collection(), key.path());
    }

    @Nullable
    TrashEntity entity(String name) {
        return TrashEntity.find(name, session.getFactory());
    }
}
