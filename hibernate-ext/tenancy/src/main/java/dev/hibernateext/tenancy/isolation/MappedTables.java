/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.tenancy.rls.RowOwnership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** The tables of one factory, by name. */
final class MappedTables {

    private final Map<String, List<MappedTable>> byName = new HashMap<>();
    private final Set<String> qualifiers = new HashSet<>();

    static MappedTables of(List<MappedTable> mapped) {
        var tables = new MappedTables();
        mapped.forEach(tables::add);
        mapped.forEach(table -> tables.addQualifiers(null, table.qualifier()));
        return tables;
    }

    static MappedTables of(Metadata metadata, List<RowOwnership> ownerships) {
        var tables = new MappedTables();
        ownerships.forEach(tables::addOwned);
        metadata.getEntityBindings().stream().filter(MappedTables::isShared).forEach(tables::addShared);
        metadata.getCollectionBindings().stream()
                .filter(collection -> isShared(collection.getOwner()))
                .forEach(collection -> tables.addShared(collection.getCollectionTable()));
        metadata.collectTableMappings().forEach(table -> tables.addQualifiers(table.getCatalog(), table.getSchema()));
        var home = metadata.getDatabase().getDefaultNamespace().getPhysicalName();
        tables.addQualifier(home.catalog());
        tables.addQualifier(home.schema());
        return tables;
    }

    private static boolean isShared(PersistentClass entity) {
        var type = entity.getMappedClass();
        return type != null && type.isAnnotationPresent(SharedAmongTenants.class);
    }

    private void addOwned(RowOwnership ownership) {
        var parts = SqlName.parts(ownership.table());
        var column = ownership.column();
        var owner = ownership.owner();
        add(new MappedTable(
                parts.size() > 1 ? parts.get(parts.size() - 2) : null,
                parts.get(parts.size() - 1),
                column == null ? null : SqlName.folded(column),
                owner == null ? null : owner(owner)));
    }

    private static MappedTable.Owner owner(RowOwnership.Owner owner) {
        var parts = SqlName.parts(owner.table());
        return new MappedTable.Owner(parts.get(parts.size() - 1), folded(owner.columns()), folded(owner.targets()));
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqlName::folded).toList();
    }

    private void addShared(PersistentClass entity) {
        Stream.concat(Stream.of(entity.getTable()), entity.getJoins().stream().map(join -> join.getTable()))
                .forEach(this::addShared);
    }

    private void addShared(@Nullable Table table) {
        if (table != null && table.isPhysicalTable()) {
            var qualifier = table.getSchema() == null ? table.getCatalog() : table.getSchema();
            add(new MappedTable(SqlName.foldedOrNull(qualifier), SqlName.folded(table.getName()), null, null));
        }
    }

    private void add(MappedTable table) {
        byName.computeIfAbsent(table.name(), name -> new ArrayList<>()).add(table);
    }

    private void addQualifiers(@Nullable String catalog, @Nullable String schema) {
        Stream.of(catalog, schema).forEach(name -> {
            if (name != null) {
                qualifiers.add(SqlName.folded(name));
            }
        });
    }

    private void addQualifier(@Nullable Identifier name) {
        if (name != null) {
            qualifiers.add(SqlName.folded(name.getText()));
        }
    }

    /** The schemas and catalogs of mapped tables. */
    Set<String> qualifiers() {
        return qualifiers;
    }

    /** The table a statement means; in doubt one with rows of tenants. */
    @Nullable
    MappedTable find(@Nullable String qualifier, String name) {
        var found = byName.getOrDefault(name, List.of());
        return found.stream()
                .filter(table -> qualifier != null && qualifier.equals(table.qualifier()))
                .findFirst()
                .orElseGet(() -> found.isEmpty() ? null : found.get(0));
    }
}
