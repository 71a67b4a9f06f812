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
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries: one statement for rows, one for those before them, and those for collections.
 *
 * @param entity whose history is read
 */
public record EntryReading(RecordedEntity entity) {

    /**
     * A row of history.
     *
     * @param now the row
     * @param revision of the row
     * @param last the numbers of the last revisions before it
     */
    public record EntryRow(RecordedRow now, Object revision, Last last) {

        /** What it tells of. */
        public Object id() {
            return now.id();
        }
    }

    /**
     * What came before a row.
     *
     * @param presence the last revision in which the entity was there, or null
     * @param deletion the last revision in which it was deleted, or null
     */
    public record Last(@Nullable Number presence, @Nullable Number deletion) {

        boolean isDeletion() {
            return deletion != null && (presence == null || deletion.longValue() > presence.longValue());
        }
    }

    List<HistoryEntry> read(StatelessSession session, HistoryQuery query) {
        var rows = new EntryStatement(entity, query)
                .list(session).stream().map(this::row).toList();
        var before = EarlierRows.read(entity, rows, session);
        var collections = entity.collections(rows, session);
        return rows.stream().map(row -> entry(row, before, collections)).toList();
    }

    private EntryRow row(Object[] found) {
        var last = new Last((Number) found[1], (Number) found[2]);
        return new EntryRow(entity.row(found, EntryStatement.ROW), found[0], last);
    }

    private HistoryEntry entry(EntryRow row, EarlierRows before, CollectionChanges collections) {
        var revision = entity.revisions().read(row.revision);
        var changed = new TreeSet<String>();
        if (!isDeletion(row)) {
            changed.addAll(changedValues(row, before));
            changed.addAll(collections.of(row.id(), revision.number()));
        }
        return new HistoryEntry(row.now.type().entity(), row.id(), kind(row), revision, List.copyOf(changed));
    }

    private boolean isDeletion(EntryRow row) {
        return row.now.operation().equals(entity.deletion());
    }

    private RevisionKind kind(EntryRow row) {
        if (isDeletion(row)) {
            return entity.isSoftDeletable() && !row.last.isDeletion()
                    ? RevisionKind.SOFT_DELETED
                    : RevisionKind.DELETED;
        }
        if (entity.isSoftDeletable() && row.last.isDeletion()) {
            return RevisionKind.RESTORED;
        }
        return row.now.operation().equals(entity.addition()) ? RevisionKind.CREATED : RevisionKind.UPDATED;
    }

    /** An entity that was deleted for good and is created again has no attributes of its predecessor. */
    private List<String> changedValues(EntryRow row, EarlierRows before) {
        var earlier = kind(row) == RevisionKind.CREATED ? null : before.of(row);
        var type = row.now.type();
        return type.values().entrySet().stream()
                .filter(value -> value.getValue().stream().anyMatch(name -> differs(type, name, earlier, row.now)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean differs(RecordedType type, String name, @Nullable RecordedRow before, RecordedRow now) {
        var then = before == null ? null : before.values().get(name);
        return !type.isEqual(name, then, now.values().get(name));
    }
}
