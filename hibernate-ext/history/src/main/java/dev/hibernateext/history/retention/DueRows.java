/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The rows of a table that are due: none of them is in force at the horizon or later.
 *
 * @param table which one
 * @param horizon the last revision of the time that is not kept
 */
record DueRows(RetentionTable table, long horizon) {

    /** Why a row is due. */
    enum Sort {
        /** Another row of the same thing came before the horizon. */
        SUPERSEDED,
        /** It tells of a delete, and nothing is left of what was deleted. */
        DELETED
    }

    /** A row, whose it is and who recorded it. */
    record Found(Object id, Revision revision, Map<?, ?> row) {

        ArchivedRow archived(RetentionTable table) {
            return new ArchivedRow(
                    table.name(),
                    id,
                    revision,
                    table.reader().operation().apply(row),
                    table.reader().values().apply(row));
        }
    }

    List<Found> list(SharedSessionContractImplementor session, Sort sort, int passed, int most) {
        var paths = table.paths();
        var query = session.createSelectionQuery(
                "select e, r from %s e join e.%s r where e.%s <= :horizon%s%s order by %s"
                        .formatted(
                                table.name(),
                                paths.revision(),
                                paths.number(),
                                table.scope().condition(),
                                condition(sort),
                                table.order()),
                Object[].class);
        parameters(sort).forEach(query::setParameter);
        return query.setFirstResult(passed).setMaxResults(most).setReadOnly(true).getResultList().stream()
                .map(this::found)
                .toList();
    }

    private Map<String, Object> parameters(Sort sort) {
        var parameters = new LinkedHashMap<String, Object>(table.scope().parameters());
        parameters.put("horizon", horizon);
        if (sort == Sort.DELETED || table.keepsDeletions()) {
            parameters.put("deletion", table.reader().deletion());
        }
        return parameters;
    }

    private String condition(Sort sort) {
        var paths = table.paths();
        if (sort == Sort.SUPERSEDED) {
            var presence = table.keepsDeletions() ? " and n.%s <> :deletion".formatted(paths.operation()) : "";
            return " and exists (%s%s)".formatted(later(), presence);
        }
        var earlier = "select 1 from %s b where %s and b.%s < e.%s"
                .formatted(table.name(), table.sameAsRow("b"), paths.number(), paths.number());
        return " and e.%s = :deletion and not exists (%s) and not exists (%s)"
                .formatted(paths.operation(), earlier, later());
    }

    private String later() {
        return "select 1 from %1$s n where %2$s and n.%3$s > e.%3$s and n.%3$s <= :horizon"
                .formatted(table.name(), table.sameAsRow("n"), table.paths().number());
    }

    private Found found(Object[] selected) {
        var row = (Map<?, ?>) selected[0];
        var reader = table.reader();
        return new Found(reader.id().apply(row), reader.revision().apply(selected[1]), row);
    }
}
