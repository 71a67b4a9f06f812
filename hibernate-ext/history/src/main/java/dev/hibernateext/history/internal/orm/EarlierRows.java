/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.internal.orm.EntryReading.EntryRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The rows before those of a page. A join would do, but Hibernate 7.4 fails where a joined row of a hierarchy is missing. */
final class EarlierRows {

    private final Map<Place, RecordedRow> rows = new HashMap<>();

    private record Place(Object id, long revision) {}

    private EarlierRows() {}

    /** Reads those that are not in the page themselves, with one statement. */
    static EarlierRows read(RecordedEntity entity, List<EntryRow> page, StatelessSession session) {
        var earlier = new EarlierRows();
        page.forEach(row -> earlier.add(row.now()));
        var missing = page.stream().filter(earlier::lacks).toList();
        if (!missing.isEmpty()) {
            earlier.load(entity, missing, session);
        }
        return earlier;
    }

    /** The last row before in which the entity was there. */
    @Nullable
    RecordedRow of(EntryRow row) {
        var last = row.last().presence();
        return last == null ? null : rows.get(new Place(row.id(), last.longValue()));
    }

    private boolean lacks(EntryRow row) {
        return row.last().presence() != null && of(row) == null;
    }

    private void add(RecordedRow row) {
        rows.put(new Place(row.id(), row.number()), row);
    }

    private void load(RecordedEntity entity, List<EntryRow> missing, StatelessSession session) {
        var parameters = new LinkedHashMap<String, Object>();
        var mine = entity.scope().and("p", entity, parameters);
        var parts = entity.ids("p");
        var ids = parts.size() == 1 ? " and " + parts.get(0) + " in (:ids)" : "";
        var query = session.createSelectionQuery(
                        "select 1, %s from %s p where %s in (:revisions)%s%s"
                                .formatted(entity.selection("p"), entity.table(), entity.number("p"), ids, mine),
                        Object[].class)
                .setParameterList("revisions", revisions(missing));
        parameters.forEach(query::setParameter);
        if (parts.size() == 1) {
            query.setParameterList("ids", missing.stream().map(EntryRow::id).collect(Collectors.toSet()));
        }
        query.setReadOnly(true).getResultList().forEach(found -> add(entity.row(found, 1)));
    }

    private static Set<Number> revisions(List<EntryRow> missing) {
        var revisions = new HashSet<Number>();
        missing.forEach(row -> {
            var last = row.last().presence();
            if (last != null) {
                revisions.add(last);
            }
        });
        return revisions;
    }
}
