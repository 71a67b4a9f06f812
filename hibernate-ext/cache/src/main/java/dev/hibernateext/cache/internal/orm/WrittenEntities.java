/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch.Own;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.persister.entity.EntityPersister;

/** Which columns updates write. Safe for use by many threads. */
final class WrittenEntities {

    private static final String DELETE = "delete ";

    private final Map<EntityPersister, EntityColumns> known = new ConcurrentHashMap<>();

    /**
     * What a statement of HQL or the criteria API does.
     *
     * @param columns those it writes
     * @param passesVersions whether it leaves versions as they are in rows that stay
     */
    record Written(WrittenColumns columns, boolean passesVersions) {}

    EntityColumns of(EntityPersister entity, Function<String, TableColumns> tables) {
        var columns = known.get(entity);
        return columns != null
                ? columns
                : known.computeIfAbsent(
                        entity,
                        key -> EntityColumns.of(
                                key,
                                Arrays.stream(key.getPropertySpaces())
                                        .map(tables)
                                        .toList()));
    }

    Written writtenBy(Own statement, Function<String, TableColumns> tables) {
        var update = UpdateStatement.of(statement.sql());
        if (update == null || !isOf(update, statement)) {
            return new Written(WrittenColumns.ALL, !statement.sql().startsWith(DELETE));
        }
        var table = tables.apply(statement.tables().iterator().next());
        var names = WrittenColumns.of(update.columns()).and(WrittenColumns.of(table.filled()));
        return new Written(
                table.isComputed() ? WrittenColumns.ALL : names,
                !update.columns().containsAll(table.versions()));
    }

    private static boolean isOf(UpdateStatement update, Own statement) {
        return statement.tables().size() == 1
                && SqlWords.plain(statement.tables().iterator().next()).equals(update.table());
    }
}
