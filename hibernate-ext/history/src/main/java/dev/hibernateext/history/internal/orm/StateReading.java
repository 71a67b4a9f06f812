/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows in force at the end of revisions.
 *
 * @param entity whose history is read
 * @param id of the row
 */
record StateReading(AuditedEntity entity, Object id) {

    /** The rows by the revisions asked for, in one statement; none for one at the end of which the entity was not there. */
    Map<Long, Map<?, ?>> read(List<Long> revisions, StatelessSession session) {
        var parameters = new LinkedHashMap<String, Object>();
        var row = entity.isRow("e", id, parameters);
        var mine = entity.scope().and("e", entity, parameters);
        var last = new StringBuilder();
        for (var i = 0; i < revisions.size(); i++) {
            parameters.put("revision" + i, entity.revisions().number(revisions.get(i)));
            last.append(i == 0 ? "" : " or ").append(isLast("revision" + i, "x" + i, parameters));
        }
        var query = session.createSelectionQuery(
                "select e, e.%s from %s e where %s%s and (%s)"
                        .formatted(entity.number(), entity.table(), row, mine, last),
                Object[].class);
        parameters.forEach(query::setParameter);
        return inForce(revisions, query.setReadOnly(true).getResultList());
    }

    private String isLast(String parameter, String alias, Map<String, Object> parameters) {
        return "e.%1$s = (select max(%2$s.%1$s) from %3$s %2$s where %4$s and %2$s.%1$s <= :%5$s%6$s)"
                .formatted(
                        entity.number(),
                        alias,
                        entity.table(),
                        entity.sameRow(alias, "e"),
                        parameter,
                        entity.scope().and(alias, entity, parameters));
    }

    private Map<Long, Map<?, ?>> inForce(List<Long> revisions, List<Object[]> found) {
        var rows = new LinkedHashMap<Long, Map<?, ?>>();
        for (var revision : revisions) {
            var row = last(revision, found);
            if (row != null && row.get(entity.type()) != RevisionType.DEL) {
                rows.put(revision, row);
            }
        }
        return rows;
    }

    private static @Nullable Map<?, ?> last(long revision, List<Object[]> found) {
        Object[] last = null;
        for (var each : found) {
            var number = ((Number) each[1]).longValue();
            if (number <= revision && (last == null || number > ((Number) last[1]).longValue())) {
                last = each;
            }
        }
        return last == null ? null : (Map<?, ?>) last[0];
    }
}
