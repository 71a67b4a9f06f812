/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/**
 * Reads the rows in force at the end of revisions.
 *
 * @param entity whose history is read
 * @param id of the row
 */
record StateReading(RecordedEntity entity, Object id) {

    /** The rows by the revisions asked for, in one statement; none for one at the end of which the entity was not there. */
    Map<Long, RecordedRow> read(List<Long> revisions, StatelessSession session) {
        var parameters = new LinkedHashMap<String, Object>();
        var query = session.createSelectionQuery(
                "select 1, %s from %s e where %s"
                        .formatted(entity.selection("e"), entity.table(), condition(revisions, parameters)),
                Object[].class);
        parameters.forEach(query::setParameter);
        var found = query.setReadOnly(true).getResultList();
        return inForce(
                revisions, found.stream().map(each -> entity.row(each, 1)).toList());
    }

    /** The condition for the rows {@code e}. */
    String condition(List<Long> revisions, Map<String, Object> parameters) {
        var row = entity.isRow("e", id, parameters);
        var mine = entity.scope().and("e", entity, parameters);
        var last = new StringBuilder();
        for (var i = 0; i < revisions.size(); i++) {
            parameters.put("revision" + i, entity.revisions().number(revisions.get(i)));
            last.append(i == 0 ? "" : " or ").append(isLast("revision" + i, "x" + i, parameters));
        }
        return "%s%s and (%s)".formatted(row, mine, last);
    }

    /** The condition for the row {@code e} of the last revision up to a parameter. */
    String lastRow(String parameter, Map<String, Object> parameters) {
        return entity.isRow("e", id, parameters) + " and " + isLast(parameter, "last", parameters);
    }

    /** By the id and not by the outer row, so that a database looks once. */
    private String isLast(String parameter, String alias, Map<String, Object> parameters) {
        return "%1$s = (select max(%2$s) from %3$s %4$s where %5$s and %2$s <= :%6$s%7$s)"
                .formatted(
                        entity.number("e"),
                        entity.number(alias),
                        entity.hierarchy(),
                        alias,
                        entity.isRow(alias, id, parameters),
                        parameter,
                        entity.scope().and(alias, entity, parameters));
    }

    /** Of the rows found, those that tell of more than a delete. */
    Map<Long, RecordedRow> inForce(List<Long> revisions, List<RecordedRow> found) {
        var rows = new LinkedHashMap<Long, RecordedRow>();
        for (var revision : revisions) {
            found.stream()
                    .filter(row -> row.number() <= revision)
                    .max(Comparator.comparingLong(RecordedRow::number))
                    .filter(row -> !row.operation().equals(entity.deletion()))
                    .ifPresent(row -> rows.put(revision, row));
        }
        return rows;
    }
}
