/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.softdelete.internal.ForeignKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/** Removes deleted rows for good: looks for the rows, refuses what would break something, then removes. */
final class Purge {

    private final Session session;
    private final TrashRows rows;
    private final RowKeeper keeper;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** In a session that sees all rows and deletes for good. */
    Purge(Session session) {
        this(session, RowKeeper.NONE);
    }

    /** As {@link #Purge(Session)}, with somebody who sees the rows before they are gone. */
    Purge(Session session, RowKeeper keeper) {
        this.session = session;
        this.keeper = keeper;
        this.rows = new TrashRows((SharedSessionContractImplementor) session);
    }

    /** Deleted rows and all deleted rows below them. */
    RowSet rowsOf(TrashEntity entity, Collection<?> ids) {
        var wanted = new LinkedHashSet<Object>(ids);
        var found = new LinkedHashSet<>(rows.lockDeleted(entity, wanted));
        for (var id : wanted) {
            if (!found.contains(id)) {
                throw NotInTrashException.of(entity.persister().getEntityName(), id);
            }
        }
        var set = RowSet.of(entity.root(), found);
        rows.addBelow(set, false);
        return set;
    }

    /** As {@link #rowsOf(TrashEntity, Collection)}, without those that were restored or purged meanwhile. */
    RowSet rowsStillIn(TrashEntity entity, Collection<?> ids) {
        var set = RowSet.of(entity.root(), rows.lockDeleted(entity, ids));
        rows.addBelow(set, false);
        return set;
    }

    /** The rows one operation deleted, and all deleted rows below them. */
    RowSet rowsOf(TrashEntity entity, UUID deletionId) {
        var set = new Restore((SharedSessionContractImplementor) session).rowsOf(entity, deletionId);
        rows.addBelow(set, false);
        return set;
    }

    /** Throws if rows outside of the set refer to one in it. */
    void check(RowSet set) {
        rows.refuseReferenced(set);
    }

    Map<String, Long> purge(RowSet set) {
        check(set);
        var order = rows.graph().referrersFirst(set.roots());
        order.forEach(root -> parts(root, set).forEach(part -> keeper.keep(root, part)));
        order.forEach(root -> tables(root).forEach(table -> removeRows(table, root, set)));
        breakCycles(order, set);
        order.forEach(root -> removeEntities(root, set));
        return counts;
    }

    /** What {@link #purge} would remove. */
    Map<String, Long> count(RowSet set) {
        var order = rows.graph().referrersFirst(set.roots());
        for (var root : order) {
            for (var collection : rows.graph().ownedBy(root)) {
                var table = CollectionTable.ofOwner(collection);
                parts(root, set).forEach(part -> add(table.table(), table.count(part, session)));
            }
            rows.graph().linkedTo(root).forEach(collection -> countLinks(collection, root, set));
        }
        order.forEach(root -> add(tableOf(root), set.ids(root).size()));
        return counts;
    }

    /** The links of owners in the set are counted with them. */
    private void countLinks(CollectionPersister collection, String root, RowSet set) {
        var table = CollectionTable.ofElement(collection);
        var owners = List.copyOf(set.ids(collection.getOwnerEntityPersister().getRootEntityName()));
        for (var part : parts(root, set)) {
            var links = owners.isEmpty()
                    ? table.count(part, session)
                    : table.count(part, CollectionTable.ofOwner(collection), owners, session);
            add(table.table(), links);
        }
    }

    private List<CollectionTable> tables(String root) {
        var tables = new ArrayList<CollectionTable>();
        rows.graph().ownedBy(root).forEach(collection -> tables.add(CollectionTable.ofOwner(collection)));
        rows.graph().linkedTo(root).forEach(collection -> tables.add(CollectionTable.ofElement(collection)));
        tables.removeIf(table -> !table.isRemovable());
        return tables;
    }

    private void removeRows(CollectionTable table, String root, RowSet set) {
        for (var part : parts(root, set)) {
            keeper.keep(table, part);
            var removed = table.remove(part, session);
            add(table.table(), table.emptied() ? 0 : removed);
        }
    }

    private List<List<Object>> parts(String root, RowSet set) {
        return rows.statements().parts(rows.graph().persister(root), set.ids(root));
    }

    /** Empties references inside the set that no order of deletes satisfies: to the same table, or in a circle. */
    private void breakCycles(List<String> order, RowSet set) {
        for (var root : order) {
            for (var key : rows.graph().referencesTo(root)) {
                var owner = rows.graph().rootOf(key.owner());
                if (key.nullable() && key.collection().isEmpty() && order.indexOf(owner) >= order.indexOf(root)) {
                    empty(key, owner, set);
                }
            }
        }
    }

    private void empty(ForeignKey key, String owner, RowSet set) {
        var persister = rows.graph().persister(owner);
        var hql = "update %s e set e.%s = null where id(e) in (:ids) and e.%2$s is not null"
                .formatted(rows.graph().persister(key.owner()).getImportedName(), key.path());
        rows.statements().execute(hql, persister, set.ids(owner));
    }

    /** Where a row was restored by somebody who did not wait for the lock, the delete does not touch it. */
    private void removeEntities(String root, RowSet set) {
        var ids = set.ids(root);
        if (ids.isEmpty()) {
            return;
        }
        var entity = Objects.requireNonNull(rows.entity(root));
        var hql =
                "delete from %s e where id(e) in (:ids) and %s is not null".formatted(entity.name(), entity.mark("e"));
        var removed = rows.statements().execute(hql, entity.persister(), ids);
        if (removed < ids.size()) {
            throw NotInTrashException.meanwhile(root, ids.iterator().next());
        }
        add(tableOf(root), removed);
    }

    private String tableOf(String root) {
        return rows.graph().persister(root).getIdentifierTableName();
    }

    private void add(String table, long removed) {
        if (removed > 0) {
            counts.merge(table, removed, Long::sum);
        }
    }
}
