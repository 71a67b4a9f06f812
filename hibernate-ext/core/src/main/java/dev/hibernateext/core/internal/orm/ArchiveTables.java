/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/** Makes archives part of the schema Hibernate creates, updates and validates. */
final class ArchiveTables {

    private final InFlightMetadataCollector metadata;
    private final MetadataBuildingContext context;

    ArchiveTables(InFlightMetadataCollector metadata, MetadataBuildingContext context) {
        this.metadata = metadata;
        this.context = context;
    }

    void addAll(Set<String> soft) {
        for (var entity : metadata.getEntityBindingMap().values()) {
            if (soft.contains(entity.getEntityName())) {
                add(entity.getTable());
                entity.getJoins().forEach(join -> add(join.getTable()));
            }
        }
        for (var collection : metadata.getCollectionBindings()) {
            if (ArchiveMapping.concerns(collection, soft::contains)
                    && !collection.isOneToMany()
                    && !collection.isInverse()) {
                add(collection.getCollectionTable());
            }
        }
    }

    private void add(Table table) {
        if (table.isPhysicalTable()) {
            var namespace =
                    metadata.getDatabase().locateNamespace(table.getCatalogIdentifier(), table.getSchemaIdentifier());
            var name = ArchiveMapping.nameOf(table);
            if (namespace.locateTable(name) == null) {
                fill(
                        namespace.createTable(
                                name, physical -> new Table(table.getContributor(), namespace, name, false)),
                        table);
            }
        }
    }

    private void fill(Table archive, Table table) {
        for (var column : table.getColumns()) {
            if (column.getGeneratedAs() == null) {
                archive.addColumn(copy(column));
            }
        }
        var id = newColumn(ArchivedTable.ARCHIVE_ID, UUID.class, archive);
        archive.addColumn(id);
        archive.addColumn(newColumn(ArchivedTable.ARCHIVED_AT, Instant.class, archive));
        archive.getOrCreateIndex(ArchiveMapping.indexOf(table).render()).addColumn(id);
    }

    /* A clone would share the check constraints. */
    private static Column copy(Column column) {
        var copy = new Column(column.isQuoted() ? "`" + column.getName() + "`" : column.getName());
        copy.setValue(column.getValue());
        copy.setTypeIndex(column.getTypeIndex());
        copy.setLength(column.getLength());
        copy.setPrecision(column.getPrecision());
        copy.setScale(column.getScale());
        copy.setTemporalPrecision(column.getTemporalPrecision());
        copy.setArrayLength(column.getArrayLength());
        copy.setSqlType(column.getSqlType());
        copy.setSqlTypeCode(column.getSqlTypeCode());
        copy.setCollation(column.getCollation());
        return copy;
    }

    private Column newColumn(String name, Class<?> type, Table archive) {
        var value = new BasicValue(context, archive);
        value.setImplicitJavaTypeAccess(types -> type);
        var column = new Column(name);
        column.setValue(value);
        value.addColumn(column);
        return column;
    }
}
