/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IdentifierCollection;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** The columns of each table as they are mapped, by plain name. Immutable once made. */
final class MappedColumns {

    /** Of nothing, so that nothing is known. */
    static final MappedColumns NONE = new MappedColumns();

    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Map<String, Set<String>> written = new HashMap<>();

    static MappedColumns of(Metadata model) {
        var mapped = new MappedColumns();
        model.collectTableMappings().forEach(mapped::addTable);
        model.getEntityBindings().forEach(mapped::addEntity);
        model.getCollectionBindings().forEach(mapped::addCollection);
        return mapped;
    }

    private void addTable(Table table) {
        if (!table.isSubselect() && !table.isView()) {
            add(SqlWords.plain(table.getName()), plain(table.getColumns()));
        }
    }

    void add(String plainTable, Collection<String> plainColumns) {
        columns.computeIfAbsent(plainTable, name -> new HashSet<>()).addAll(plainColumns);
    }

    private static List<String> plain(Collection<Column> columns) {
        return columns.stream().map(column -> SqlWords.plain(column.getName())).toList();
    }

    /** What is kept in step with other tables is a view on them. */
    private void addEntity(PersistentClass entity) {
        if (!entity.getSynchronizedTables().isEmpty()) {
            columns.remove(SqlWords.plain(entity.getTable().getName()));
        }
        addWritten(entity.getIdentifier());
        addWritten(entity.getKey());
        addWritten(entity.getDiscriminator());
        entity.getJoins().forEach(join -> addWritten(join.getKey()));
        entity.getProperties().forEach(this::addProperty);
    }

    private void addProperty(Property property) {
        if (property.getValue() instanceof Component component) {
            component.getProperties().forEach(this::addProperty);
        } else if (property.isInsertable() || property.isUpdatable()) {
            addWritten(property.getValue());
        }
    }

    private void addCollection(org.hibernate.mapping.Collection collection) {
        addWritten(collection.getKey());
        addWritten(collection.getElement());
        if (collection instanceof IndexedCollection indexed) {
            addWritten(indexed.getIndex());
        }
        if (collection instanceof IdentifierCollection identified) {
            addWritten(identified.getIdentifier());
        }
    }

    private void addWritten(@Nullable Value value) {
        if (value != null && value.getTable() != null) {
            written.computeIfAbsent(SqlWords.plain(value.getTable().getName()), name -> new HashSet<>())
                    .addAll(plain(columnsOf(value)));
        }
    }

    private static List<Column> columnsOf(Value value) {
        return value.getSelectables().stream()
                .filter(Column.class::isInstance)
                .map(Column.class::cast)
                .toList();
    }

    /** Null if the table is not mapped as a table. */
    @Nullable
    Set<String> of(String plainTable) {
        return columns.get(plainTable);
    }

    /** Those that no attribute writes: the database fills them, at any write. */
    Set<String> filled(String plainTable) {
        var filled = new HashSet<>(columns.getOrDefault(plainTable, Set.of()));
        filled.removeAll(written.getOrDefault(plainTable, Set.of()));
        return filled;
    }
}
