/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.softdelete.internal.EntityWatch;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Takes marks away: looks for the rows, refuses what would break something, then writes. */
final class Restore {

    private final SharedSessionContractImplementor session;
    private final TrashRows rows;
    private final EntityWatch watch;

    /** In a session that sees all rows and may write marks. */
    Restore(SharedSessionContractImplementor session) {
        this.session = session;
        this.rows = new TrashRows(session);
        this.watch = SoftDeletionModel.of(FactoryState.of(session.getFactory())).watch();
    }

    /** Rows and what the same operations deleted below them. */
    RowSet rowsOf(TrashEntity entity, Collection<?> ids) {
        var wanted = new LinkedHashSet<Object>(ids);
        var found = new LinkedHashSet<>(rows.lockDeleted(entity, wanted));
        for (var id : wanted) {
            if (!found.contains(id)) {
                throw NotInTrashException.of(entity.persister().getEntityName(), id);
            }
        }
        var set = RowSet.of(entity.root(), found);
        rows.addBelow(set, true);
        return set;
    }

    /** All rows one operation deleted in the hierarchies a delete of an entity may reach. */
    RowSet rowsOf(TrashEntity entity, UUID deletionId) {
        var set = new RowSet();
        var graph = rows.graph();
        for (var root : graph.reachableFrom(entity.root(), name -> rows.entity(name) != null)) {
            var each = rows.entity(root);
            if (each != null && each.deletionId("e") != null) {
                var ids = rows.ofOperation(each, deletionId);
                rows.lockDeleted(each, ids).forEach(id -> set.add(root, id));
            }
        }
        if (set.isEmpty()) {
            throw UnknownDeletionException.of(entity.persister().getEntityName(), deletionId);
        }
        return set;
    }

    /** Throws if a row, which is locked, has another version. */
    void check(Class<?> type, Object id, ExpectedVersion expected) {
        OptimisticLocking.of((Session) session).get(type, id, expected);
    }

    RestoreResult restore(RowSet set) {
        rows.refuseOrphans(set);
        rows.refuseTakenKeys(set);
        var counts = new LinkedHashMap<String, Long>();
        for (var root : set.roots()) {
            if (!set.ids(root).isEmpty()) {
                counts.put(root, write(root, set.ids(root)));
            }
        }
        return new RestoreResult(counts);
    }

    private long write(String root, Collection<Object> ids) {
        var entity = Objects.requireNonNull(rows.entity(root));
        var count = watch.seesRestore(entity.persister())
                ? writeLoaded(entity, ids)
                : rows.statements().execute(entity.restoring(), entity.persister(), ids);
        if (count < ids.size()) {
            throw NotInTrashException.meanwhile(root, ids.iterator().next());
        }
        return count;
    }

    /** In batches, one update for each row. */
    private long writeLoaded(TrashEntity entity, Collection<Object> ids) {
        var loaded = rows.load(entity.persister(), ids);
        loaded.forEach(entity::clearMark);
        new JdbcBatches(session).during(() -> ((Session) session).flush());
        return loaded.size();
    }
}
