/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.softdelete.internal.DeletionOperation;
import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Deletes many rows and what their cascades take, as one operation of the session it was asked of. */
final class Delete {

    private final SharedSessionContractImplementor session;
    private final TrashRows rows;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    Delete(SharedSessionContractImplementor session) {
        this.session = session;
        this.rows = new TrashRows(session);
    }

    DeleteResult delete(TrashEntity entity, Collection<?> ids) {
        var set = rowsOf(entity, ids);
        if (isWatched(set)) {
            return deleteLoaded(entity, set);
        }
        var work = DeletionWork.of(session);
        var operation = new DeletionOperation[1];
        work.inOneOperation(() -> {
            operation[0] = work.current();
            removeManaged(set);
            rows.graph().referrersFirst(set.roots()).forEach(root -> deleteRows(root, set));
        });
        return new DeleteResult(operation[0].id(), counts);
    }

    private boolean isWatched(RowSet set) {
        var watch = SoftDeletionModel.of(FactoryState.of(session.getFactory())).watch();
        return set.roots().stream()
                .anyMatch(root -> watch.seesDelete(rows.graph().persister(root)));
    }

    private DeleteResult deleteLoaded(TrashEntity entity, RowSet set) {
        if (session instanceof SessionImplementor stateful) {
            return deleteLoaded(entity, set, stateful);
        }
        try (var child = DeletedRows.EXCLUDE.openSession(session)) {
            return deleteLoaded(entity, set, (SessionImplementor) child);
        }
    }

    /** In batches, one update for each row; the cascades are Hibernate's. */
    private DeleteResult deleteLoaded(TrashEntity entity, RowSet set, SessionImplementor stateful) {
        var work = DeletionWork.of(stateful);
        var operation = new DeletionOperation[1];
        work.inOneOperation(() -> {
            operation[0] = work.current();
            new TrashRows(stateful)
                    .load(entity.persister(), set.ids(entity.root()))
                    .forEach(stateful::remove);
            new JdbcBatches(stateful).during(stateful::flush);
        });
        for (var root : rows.graph().referrersFirst(set.roots())) {
            counts.put(root, (long) set.ids(root).size());
        }
        return new DeleteResult(operation[0].id(), counts);
    }

    private RowSet rowsOf(TrashEntity entity, Collection<?> ids) {
        var wanted = new LinkedHashSet<Object>(ids);
        var hql = "select id(e) from %s e where id(e) in (:ids)".formatted(entity.name());
        var found = new LinkedHashSet<Object>();
        var locked = entity.isLockable()
                ? rows.statements().lock(hql, entity.persister(), wanted)
                : rows.statements().select(hql, entity.persister(), wanted);
        locked.forEach(row -> found.add(row[0]));
        for (var id : wanted) {
            if (!found.contains(id)) {
                throw EntityMissingException.of(entity.persister().getEntityName(), id);
            }
        }
        var set = RowSet.of(entity.root(), found);
        addBelow(set, RowSet.of(entity.root(), found));
        return set;
    }

    private void addBelow(RowSet set, RowSet news) {
        var next = new RowSet();
        for (var root : news.roots()) {
            for (var edge : rows.graph().cascadesFrom(root)) {
                var owner = rows.graph().persister(edge.owner()).getImportedName();
                var hql = "select id(t) from %s o join o.%s t where id(o) in (:ids)".formatted(owner, edge.path());
                var target = rows.graph().rootOf(edge.target());
                for (var row : rows.statements().select(hql, rows.graph().persister(root), news.ids(root))) {
                    if (set.add(target, row[0])) {
                        next.add(target, row[0]);
                    }
                }
            }
        }
        if (!next.isEmpty()) {
            addBelow(set, next);
        }
    }

    /** Otherwise the session would go on to take its instances for live ones. */
    private void removeManaged(RowSet set) {
        new ManagedRows(session).remove(set);
        if (session instanceof SessionImplementor stateful) {
            stateful.flush();
        }
    }

    private void deleteRows(String root, RowSet set) {
        var persister = rows.graph().persister(root);
        var ids = set.ids(root);
        if (!ids.isEmpty()) {
            var hql = "delete from %s e where id(e) in (:ids)".formatted(persister.getImportedName());
            rows.statements().execute(hql, persister, ids);
            counts.put(root, (long) ids.size());
        }
    }
}
