/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.softdelete.internal.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;

/**
 * The unique constraints and indexes an entity declares, by attributes. In the database they may hold for rows that are not
 * deleted only, which a mapping cannot say. Those with columns that belong to no attribute are left out.
 */
final class MappedUniqueKeys {

    private final PersistentClass entity;
    private final Map<Column, String> paths = new HashMap<>();

    MappedUniqueKeys(PersistentClass entity) {
        this.entity = entity;
        entity.getPropertyClosure().forEach(property -> read("", property));
    }

    private void read(String prefix, Property property) {
        var path = prefix + property.getName();
        if (property.getValue() instanceof Component embedded) {
            embedded.getProperties().forEach(inner -> read(path + ".", inner));
        } else {
            property.getColumns().forEach(column -> paths.putIfAbsent(column, path));
        }
    }

    List<UniqueKey> all() {
        var table = entity.getTable();
        var keys = new ArrayList<UniqueKey>();
        table.getUniqueKeys().values().forEach(key -> add(key.getColumns(), keys));
        table.getIndexes().values().stream().filter(Index::isUnique).forEach(index -> add(columnsOf(index), keys));
        table.getColumns().stream().filter(Column::isUnique).forEach(column -> add(List.of(column), keys));
        return keys;
    }

    private static List<? extends Selectable> columnsOf(Index index) {
        return index instanceof ActiveUniqueIndex active ? active.declared() : index.getSelectables();
    }

    private void add(List<? extends Selectable> columns, List<UniqueKey> keys) {
        var attributes = columns.stream()
                .flatMap(column -> Stream.ofNullable(column instanceof Column named ? paths.get(named) : null))
                .toList();
        if (!attributes.isEmpty() && attributes.size() == columns.size()) {
            keys.add(new UniqueKey(
                    entity.getEntityName(), attributes.stream().distinct().toList()));
        }
    }
}
