/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;

/** Which columns updates of an entity write. Immutable. */
final class EntityColumns {

    private static final Map<String, Set<Object>> NONE = Map.of();

    private final EntityPersister entity;
    private final boolean isKnown;
    private final List<Set<String>> ofAttributes;
    private final Set<String> ofAll;
    private final boolean isKept;
    private final KeyColumns keys;

    private EntityColumns(EntityPersister entity, List<TableColumns> tables) {
        this.entity = entity;
        this.isKnown = isKnown(entity, tables);
        this.ofAttributes = isKnown ? columns(entity) : List.of();
        this.ofAll = isKnown ? alwaysWritten(tables) : Set.of();
        this.isKept = tables.stream().allMatch(TableColumns::isKeptByVersion);
        this.keys = KeyColumns.of(entity, entity.getFactory());
    }

    static EntityColumns of(EntityPersister entity, List<TableColumns> tables) {
        return new EntityColumns(entity, tables);
    }

    /** Without dynamic updates, a statement writes all columns, and changes those only if the version tells that nobody else has. */
    private static boolean isKnown(EntityPersister entity, List<TableColumns> tables) {
        return tables.stream().noneMatch(TableColumns::isComputed)
                && (entity.isDynamicUpdate() || tables.stream().allMatch(TableColumns::isKeptByVersion))
                && Arrays.stream(entity.getTableMappings()).allMatch(EntityColumns::isPlain)
                && columns(entity).stream().flatMap(Set::stream).allMatch(SqlWords::isWord);
    }

    /** Rows of an optional table come and go with the values of the entity. */
    private static boolean isPlain(EntityTableMapping table) {
        return !table.isOptional()
                && !table.isInverse()
                && table.getUpdateDetails().getCustomSql() == null;
    }

    private static List<Set<String>> columns(EntityPersister entity) {
        return IntStream.range(0, entity.getPropertyTypes().length)
                .mapToObj(i -> columns(entity, i))
                .toList();
    }

    private static Set<String> columns(EntityPersister entity, int attribute) {
        var columns = new HashSet<String>();
        if (!entity.getPropertyTypes()[attribute].isCollectionType()) {
            entity.getAttributeMapping(attribute).forEachSelectable((i, selectable) -> {
                if (!selectable.isFormula()) {
                    columns.add(SqlWords.plain(selectable.getSelectionExpression()));
                }
            });
        }
        return columns;
    }

    private Set<String> alwaysWritten(List<TableColumns> tables) {
        var always = new HashSet<String>();
        tables.forEach(table -> always.addAll(table.filled()));
        tables.forEach(table -> always.addAll(table.versions()));
        var generators = entity.getGenerators();
        for (var i = 0; i < generators.length; i++) {
            if (generators[i] != null && generators[i].generatesOnUpdate()) {
                always.addAll(ofAttributes.get(i));
            }
        }
        return always;
    }

    /**
     * What an update has written.
     *
     * @param watched the columns by whose values rows are told apart
     * @param isUsedAgain whether the session may remember what was taken back
     */
    WrittenColumns writtenBy(PostUpdateEvent event, Set<String> watched, boolean isUsedAgain) {
        if (!isKnown || event.getOldState() == null || event.getDirtyProperties() == null) {
            return WrittenColumns.ALL;
        }
        var isAsRead = isKept && !isUsedAgain;
        if (!isAsRead && !entity.isDynamicUpdate()) {
            return WrittenColumns.ALL;
        }
        var values = isAsRead ? values(watched, event.getId(), event.getOldState(), event.getState()) : NONE;
        return new WrittenColumns(names(event), !entity.isDynamicUpdate() || !values.isEmpty(), values);
    }

    private Set<String> names(PostUpdateEvent event) {
        var dirty = Arrays.stream(event.getDirtyProperties()).mapToObj(ofAttributes::get);
        var changed = IntStream.range(0, ofAttributes.size())
                .filter(i -> !ofAttributes.get(i).isEmpty())
                .filter(i ->
                        ChangedValues.differ(entity.getPropertyTypes()[i], event.getOldState()[i], event.getState()[i]))
                .mapToObj(ofAttributes::get);
        var names = new HashSet<>(ofAll);
        Stream.concat(dirty, changed).forEach(names::addAll);
        return names;
    }

    /** A new row, whose values are those of its entity. */
    WrittenColumns writtenBy(PostInsertEvent event, Set<String> watched) {
        return new WrittenColumns(null, false, values(watched, event.getId(), event.getState()));
    }

    private Map<String, Set<Object>> values(Set<String> watched, Object id, Object[]... states) {
        var values = new HashMap<String, Set<Object>>();
        watched.stream().filter(keys::has).forEach(column -> {
            var ofColumn = values.computeIfAbsent(column, key -> new HashSet<>());
            for (var state : states) {
                var value = keys.value(column, state, id);
                if (value != null) {
                    ofColumn.add(value);
                }
            }
        });
        values.values().removeIf(ofColumn -> ofColumn.contains(LazyPropertyInitializer.UNFETCHED_PROPERTY));
        return values;
    }
}
