/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of soft-deletable entities and their archives. Written while the factory is built, then read only. */
public final class ArchiveModel {

    private final Map<String, List<ArchivedTable>> entities = new LinkedHashMap<>();
    private final Map<String, ArchivedTable> collections = new LinkedHashMap<>();
    private final List<String> schema = new ArrayList<>();

    private ArchiveModel() {}

    /** The model of a factory. */
    public static ArchiveModel of(FactoryState factory) {
        return factory.component(ArchiveModel.class, ArchiveModel::new);
    }

    /** Adds a table of a hierarchy, those of superclasses first. */
    public void addEntity(String root, ArchivedTable table, List<String> create) {
        entities.computeIfAbsent(root, key -> new ArrayList<>()).add(table);
        schema.addAll(create);
    }

    /** Adds the table of a collection. */
    public void addCollection(ArchivedTable table, List<String> create) {
        if (collections.put(table.name(), table) == null) {
            schema.addAll(create);
        }
    }

    /** The tables of a hierarchy. */
    public List<ArchivedTable> entity(String root) {
        return entities.getOrDefault(root, List.of());
    }

    /** The roots of the hierarchies. */
    public Collection<String> roots() {
        return entities.keySet();
    }

    /** The table of a collection; null if neither end is soft-deletable. */
    public @Nullable ArchivedTable collection(String table) {
        return collections.get(table);
    }

    /** The tables of collections. */
    public Collection<ArchivedTable> collections() {
        return collections.values();
    }

    /** All tables. */
    public List<ArchivedTable> tables() {
        var tables = new ArrayList<ArchivedTable>();
        entities.values().forEach(tables::addAll);
        tables.addAll(collections.values());
        return tables;
    }

    /** All tables with the roots of their hierarchies, which are empty for collections. */
    public Map<ArchivedTable, String> tablesWithRoots() {
        var roots = new LinkedHashMap<ArchivedTable, String>();
        entities.forEach((root, tables) -> tables.forEach(table -> roots.put(table, root)));
        collections.values().forEach(table -> roots.put(table, ""));
        return roots;
    }

    /** The statements that create the archives. */
    public List<String> schema() {
        return List.copyOf(schema);
    }
}
