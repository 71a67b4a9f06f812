/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import static dev.hibernateext.core.softdelete.internal.ArchivedTable.ARCHIVED_AT;
import static dev.hibernateext.core.softdelete.internal.ArchivedTable.ARCHIVE_ID;

import dev.hibernateext.core.softdelete.internal.ArchiveModel;
import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import dev.hibernateext.core.softdelete.internal.EntityGraph;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Page;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** Reads the archives of one hierarchy, those of the session's tenant only. */
final class ArchiveListing {

    private final SharedSessionContractImplementor session;
    private final ArchiveModel model;
    private final String root;

    ArchiveListing(SharedSessionContractImplementor session, ArchiveModel model, String root) {
        this.session = session;
        this.model = model;
        this.root = root;
    }

    /** The sets with rows of the hierarchy, the last first. */
    List<ArchivedSet> list(Page page) {
        return sets(tables(), "", 0, query -> query.setPage(page));
    }

    /** The set with the row of an identifier, or null. */
    @Nullable
    ArchivedSet withRow(Object id) {
        var part = EntityGraph.of(session.getFactory()).persister(root).getIdentifierMapping();
        for (var table : tables()) {
            var condition = new KeyCondition(table.key(), part);
            var found = sets(
                    List.of(table),
                    condition.text(1),
                    condition.parameterCount(1),
                    query -> condition.bind(List.of(id), session, query::setParameter));
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        return null;
    }

    /** A set with rows of the hierarchy, or null. */
    @Nullable
    ArchivedSet get(UUID archiveId) {
        var found = sets(
                tables(), ARCHIVE_ID + " = ?1", 1, query -> query.setParameter(1, archiveId, StandardBasicTypes.UUID));
        return found.isEmpty() ? null : found.get(0);
    }

    private List<ArchivedSet> sets(List<ArchivedTable> tables, String condition, int used, Parameters parameters) {
        var rows = tables.stream()
                .map(table -> "select %s, %s from %s%s"
                        .formatted(ARCHIVE_ID, ARCHIVED_AT, table.archive(), where(condition, used + 1, table)))
                .collect(Collectors.joining(" union all "));
        var query = session.createNativeQuery(
                        "select u.%1$s as %1$s, u.%2$s as %2$s from (%3$s) u group by u.%1$s, u.%2$s order by u.%2$s desc, u.%1$s"
                                .formatted(ARCHIVE_ID, ARCHIVED_AT, rows),
                        Object[].class)
                .addScalar(ARCHIVE_ID, StandardBasicTypes.UUID)
                .addScalar(ARCHIVED_AT, StandardBasicTypes.INSTANT);
        parameters.set(query);
        if (tables.stream().anyMatch(table -> !table.tenant().isEmpty())) {
            query.setParameter(used + 1, session.getTenantIdentifierValue());
        }
        var found = ArchiveStatements.select(tables.get(0).archive(), query);
        var counts = counts(found.stream().map(row -> (UUID) row[0]).toList());
        return found.stream()
                .map(row -> new ArchivedSet((UUID) row[0], (Instant) row[1], counts.getOrDefault(row[0], Map.of())))
                .toList();
    }

    private static String where(String condition, int parameter, ArchivedTable table) {
        var tenant = table.tenant().isEmpty() ? "" : table.tenant() + " = ?" + parameter;
        var conditions =
                Stream.of(condition, tenant).filter(part -> !part.isEmpty()).collect(Collectors.joining(" and "));
        return conditions.isEmpty() ? "" : " where " + conditions;
    }

    /** Those that name the tenant of their rows, if there are any. */
    private List<ArchivedTable> tables() {
        var tables = model.entity(root);
        var named = tables.stream().filter(table -> !table.tenant().isEmpty()).toList();
        return named.isEmpty() ? tables : named;
    }

    /** How many rows of each table there are in sets. */
    Map<UUID, Map<String, Long>> counts(Collection<UUID> archives) {
        var counts = new LinkedHashMap<UUID, Map<String, Long>>();
        if (archives.isEmpty()) {
            return counts;
        }
        var tables = model.tables();
        var text = tables.stream()
                .map(table ->
                        "select %1$s, '%2$s' as table_name, count(*) as row_count from %3$s where %1$s in (:ids) group by %1$s"
                                .formatted(ARCHIVE_ID, table.name().replace("'", "''"), table.archive()))
                .collect(Collectors.joining(" union all "));
        var query = session.createNativeQuery(text, Object[].class)
                .addScalar(ARCHIVE_ID, StandardBasicTypes.UUID)
                .addScalar("table_name", StandardBasicTypes.STRING)
                .addScalar("row_count", StandardBasicTypes.LONG);
        query.setParameterList("ids", archives, StandardBasicTypes.UUID);
        for (var row : ArchiveStatements.select(tables.get(0).archive(), query)) {
            counts.computeIfAbsent((UUID) row[0], id -> new LinkedHashMap<>()).put((String) row[1], (Long) row[2]);
        }
        return counts;
    }

    private interface Parameters {
        void set(NativeQuery<?> query);
    }
}
