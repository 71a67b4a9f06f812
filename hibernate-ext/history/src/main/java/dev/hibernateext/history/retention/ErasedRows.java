/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one entity, in chunks of one read and one batch for each table.
 *
 * @param session in whose transaction
 * @param root the name of the root entity
 * @param id of the entity
 */
record ErasedRows(StatelessSessionImplementor session, String root, Object id) {

    private static final int CHUNK = 500;

    long replace(Map<String, ? extends @Nullable Object> replacements) {
        var tables = PruneRun.tables(session);
        var values = new LinkedHashMap<String, @Nullable Object>();
        replacements.forEach((path, replacement) -> {
            var value = tables.erased(session, root, path);
            if (value.required() && replacement == null) {
                throw ErasureRefusedException.required(root, path);
            }
            value.names().forEach(name -> values.put(name, replacement));
        });
        refuseHeld();
        return all(values);
    }

    private void refuseHeld() {
        var holds = HoldsInForce.read(session);
        holds.on(root, id).ifPresent(hold -> {
            throw HistoryHeldException.of(root, hold);
        });
        var held = holds.revisions(session, PruneRun.tables(session).revisions(session));
        if (!held.isEmpty() && rows(held).size() > 0) {
            throw HistoryHeldException.of(root, holds.ofOperations().findFirst().orElseThrow());
        }
    }

    private RetentionTable table() {
        var tables = PruneRun.tables(session).of(session, root);
        return tables.get(tables.size() - 1);
    }

    private List<?> rows(Set<Long> revisions) {
        return query(" and e.%s in (:revisions)", Map.of("revisions", revisions), 1);
    }

    @SuppressWarnings("unchecked") // entities that are maps
    private long all(Map<String, @Nullable Object> values) {
        var changed = 0L;
        var last = Long.MIN_VALUE;
        while (true) {
            var found = query(" and e.%s > :last", Map.of("last", last), CHUNK);
            for (var row : found) {
                var columns = (Map<String, @Nullable Object>) row[0];
                values.forEach((name, value) -> replace(columns, name, value));
            }
            MapRows.of(session, CHUNK)
                    .replace(found.stream().map(row -> (Map<?, ?>) row[0]).toList());
            changed += found.size();
            if (found.size() < CHUNK) {
                return changed;
            }
            last = ((Number) found.get(found.size() - 1)[1]).longValue();
        }
    }

    /** What was null tells nothing. */
    private static void replace(Map<String, @Nullable Object> columns, String name, @Nullable Object value) {
        if (columns.get(name) != null) {
            columns.put(name, value);
        }
    }

    private List<Object[]> query(String more, Map<String, Object> parameters, int most) {
        var table = table();
        var number = table.paths().number();
        var parts = new HashMap<String, Object>();
        var own = table.reader().parts().apply(id).entrySet().stream()
                .map(part -> {
                    var name = "part" + parts.size();
                    parts.put(name, part.getValue());
                    return "e.%s = :%s".formatted(part.getKey(), name);
                })
                .collect(Collectors.joining(" and "));
        var query = session.createSelectionQuery(
                "select e, e.%1$s from %2$s e where %3$s%4$s%5$s order by e.%1$s"
                        .formatted(number, table.name(), own, table.scope().condition(), more.formatted(number)),
                Object[].class);
        parts.forEach(query::setParameter);
        table.scope().parameters().forEach(query::setParameter);
        parameters.forEach((name, value) -> {
            if (value instanceof Collection<?> list) {
                query.setParameterList(name, list);
            } else {
                query.setParameter(name, value);
            }
        });
        return query.setMaxResults(most).getResultList();
    }
}
