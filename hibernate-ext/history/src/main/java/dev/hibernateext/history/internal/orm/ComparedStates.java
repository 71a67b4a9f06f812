/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/**
 * Reads the rows in force at the end of two revisions, and what is in the collections of their entity, with one statement: a union of
 * parts that select the same, of which each but the first has the elements of one collection beside the owner's last row.
 *
 * @param entity whose history is read
 * @param id of the row
 */
record ComparedStates(RecordedEntity entity, Object id) {

    private static final String ALIAS = "c";

    /**
     * What was read.
     *
     * @param rows by revision, as of {@link StateReading}
     * @param elements of the collections that can be read so
     */
    record Found(Map<Long, RecordedRow> rows, ElementHistory elements) {}

    Found read(long from, long to, StatelessSession session) {
        var revisions = List.of(from, to);
        var rows = new StateReading(entity, id);
        var parameters = new LinkedHashMap<String, Object>();
        var elements = entity.elements();
        var parts = new ArrayList<String>();
        parts.add("select -1, %s from %s e%s where %s"
                .formatted(selection(), entity.table(), none(-1), rows.condition(revisions, parameters)));
        if (!elements.isEmpty()) {
            parameters.put("last", entity.revisions().number(Math.max(from, to)));
        }
        for (var i = 0; i < elements.size(); i++) {
            parts.add("select %d, %s from %s e%s%s where %s and %s <= :last"
                    .formatted(
                            i,
                            selection(),
                            entity.table(),
                            elements.get(i).join("e", ALIAS + i),
                            none(i),
                            rows.lastRow("last", parameters),
                            elements.get(i).number(ALIAS + i)));
        }
        var query = session.createSelectionQuery(String.join(" union all ", parts), Object[].class);
        parameters.forEach(query::setParameter);
        return found(revisions, query.setReadOnly(true).getResultList());
    }

    private String selection() {
        var elements = entity.elements();
        var selected = new StringBuilder();
        for (var i = 0; i < elements.size(); i++) {
            selected.append(elements.get(i).selection(ALIAS + i)).append(", ");
        }
        return selected + entity.selection("e");
    }

    /** The joins of all collections but one. */
    private String none(int except) {
        var elements = entity.elements();
        var joins = new StringBuilder();
        for (var i = 0; i < elements.size(); i++) {
            if (i != except) {
                joins.append(elements.get(i).joinNone("e", ALIAS + i));
            }
        }
        return joins.toString();
    }

    private Found found(List<Long> revisions, List<Object[]> selected) {
        var elements = entity.elements();
        var places = new ArrayList<Integer>(List.of(1));
        elements.forEach(each -> places.add(places.get(places.size() - 1) + each.width()));
        var rows = new ArrayList<RecordedRow>();
        var changes = new ArrayList<ElementChange>();
        for (var each : selected) {
            var part = ((Number) each[0]).intValue();
            if (part < 0) {
                rows.add(entity.row(each, places.get(elements.size())));
            } else {
                changes.add(elements.get(part).change(each, places.get(part)));
            }
        }
        return new Found(new StateReading(entity, id).inForce(revisions, rows), new ElementHistory(changes));
    }
}
