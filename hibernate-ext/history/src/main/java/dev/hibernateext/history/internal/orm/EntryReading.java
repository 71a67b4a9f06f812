/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryQuery;
import dev.hibernateext.history.RevisionKind;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries: one statement for rows, one for those before them, and one for each collection.
 *
 * @param entity whose history is read
 * @param typeOf finds what Envers keeps of the entity a row tells of, which may be a subclass
 */
record EntryReading(AuditedEntity entity, Function<Map<?, ?>, TypedRow> typeOf) {

    /**
     * A row and what it tells of.
     *
     * @param entity the name of the entity
     * @param type what Envers keeps of it
     */
    record TypedRow(String entity, AuditedType type) {}

    /**
     * A row of history.
     *
     * @param id what it tells of
     * @param typed the entity
     * @param now the row
     * @param revision of the row
     * @param last the numbers of the last revisions before it
     */
    record EntryRow(Object id, TypedRow typed, Map<?, ?> now, Object revision, Last last) {}

    /**
     * What came before a row.
     *
     * @param presence the last revision in which the entity was there, or null
     * @param deletion the last revision in which it was deleted, or null
     */
    record Last(@Nullable Number presence, @Nullable Number deletion) {

        boolean isDeletion() {
            return deletion != null && (presence == null || deletion.longValue() > presence.longValue());
        }
    }

    List<HistoryEntry> read(StatelessSession session, HistoryQuery query) {
        var rows = new EntryStatement(entity, query)
                .list(session).stream().map(this::row).toList();
        var before = EarlierRows.read(entity, rows, session);
        var collections = CollectionChanges.read(entity, rows, session);
        return rows.stream().map(row -> entry(row, before, collections)).toList();
    }

    private EntryRow row(Object[] found) {
        var now = (Map<?, ?>) found[0];
        var last = new Last((Number) found[2], (Number) found[3]);
        return new EntryRow(entity.idOf(now), typeOf.apply(now), now, found[1], last);
    }

    private HistoryEntry entry(EntryRow row, EarlierRows before, CollectionChanges collections) {
        var revision = entity.revisions().read(row.revision);
        var changed = new TreeSet<String>();
        if (row.now.get(entity.type()) != RevisionType.DEL) {
            changed.addAll(changedValues(row, before));
            changed.addAll(collections.of(row.id, revision.number()));
        }
        return new HistoryEntry(row.typed.entity(), row.id, kind(row), revision, List.copyOf(changed));
    }

    private RevisionKind kind(EntryRow row) {
        var operation = row.now.get(entity.type());
        if (operation == RevisionType.DEL) {
            return entity.isSoftDeletable() ? RevisionKind.SOFT_DELETED : RevisionKind.DELETED;
        }
        if (entity.isSoftDeletable() && row.last.isDeletion()) {
            return RevisionKind.RESTORED;
        }
        return operation == RevisionType.ADD ? RevisionKind.CREATED : RevisionKind.UPDATED;
    }

    /** An entity that was deleted for good and is created again has no attributes of its predecessor. */
    private List<String> changedValues(EntryRow row, EarlierRows before) {
        var earlier = kind(row) == RevisionKind.CREATED ? null : before.of(row);
        var type = row.typed.type();
        return type.values().entrySet().stream()
                .filter(value -> value.getValue().stream().anyMatch(name -> differs(type, name, earlier, row.now)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean differs(AuditedType type, String name, @Nullable Map<?, ?> before, Map<?, ?> now) {
        var then = before == null ? null : before.get(name);
        return !type.typeOf(name).isEqual(then, now.get(name));
    }
}
