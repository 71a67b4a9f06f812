/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;

/** Which columns updates of an entity write. Immutable. */
final class EntityColumns {

    private final EntityPersister entity;
    private final boolean isKnown;
    private final List<Set<String>> ofAttributes;
    private final Set<String> ofAll;

    private EntityColumns(EntityPersister entity, List<TableColumns> tables) {
        this.entity = entity;
        this.isKnown = isKnown(entity, tables);
        this.ofAttributes = isKnown ? columns(entity) : List.of();
        this.ofAll = isKnown ? alwaysWritten(tables) : Set.of();
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

    WrittenColumns writtenBy(PostUpdateEvent event, boolean isUsedAgain) {
        if (!isKnown || event.getOldState() == null || event.getDirtyProperties() == null) {
            return WrittenColumns.ALL;
        }
        if (!entity.isDynamicUpdate() && isUsedAgain) {
            return WrittenColumns.ALL;
        }
        var dirty = Arrays.stream(event.getDirtyProperties()).mapToObj(ofAttributes::get);
        var changed = IntStream.range(0, ofAttributes.size())
                .filter(i -> !ofAttributes.get(i).isEmpty())
                .filter(i ->
                        ChangedValues.differ(entity.getPropertyTypes()[i], event.getOldState()[i], event.getState()[i]))
                .mapToObj(ofAttributes::get);
        var names = new HashSet<>(ofAll);
        Stream.concat(dirty, changed).forEach(names::addAll);
        return new WrittenColumns(names, !entity.isDynamicUpdate());
    }
}
