/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.boot.model.internal.AuditHelper;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.AuxiliaryTableHolder;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/**
 * The columns of a model that say in which changeset a row of history was written. Leans on {@code AuditHelper}, which has given them
 * the type of instants when nobody had an entity of changesets.
 */
record ChangesetColumns(InFlightMetadataCollector metadata, MetadataBuildingContext context) {

    private static final List<String> NAMES = List.of(AuditHelper.CHANGESET_ID, AuditHelper.INVALIDATING_CHANGESET_ID);

    boolean exist() {
        return holders().anyMatch(holder -> holder.getAuxiliaryColumn(AuditHelper.CHANGESET_ID) != null);
    }

    /** Makes them numbers, and keys of an entity of changesets. */
    void refer(Class<?> changelog) {
        holders().forEach(holder -> NAMES.forEach(name -> refer(holder, name, changelog)));
    }

    private Stream<AuxiliaryTableHolder> holders() {
        return Stream.of(
                        metadata.getEntityBindingMap().values().stream().map(AuxiliaryTableHolder.class::cast),
                        metadata.getEntityBindingMap().values().stream().flatMap(entity -> entity.getJoins().stream()),
                        metadata.getCollectionBindings().stream())
                .flatMap(each -> each);
    }

    private void refer(AuxiliaryTableHolder holder, String name, Class<?> changelog) {
        var column = holder.getAuxiliaryColumn(name);
        if (column == null) {
            return;
        }
        var table = holder.getAuxiliaryTable();
        var number = numberOf(column, table);
        replace(table, number);
        holder.addAuxiliaryColumn(name, number);
        table.createForeignKey(null, List.of(number), changelog.getName(), null, null);
    }

    /** Another column of the same name: a type code is set once. */
    private Column numberOf(Column column, Table table) {
        var value = new BasicValue(context, table);
        value.setImplicitJavaTypeAccess(types -> Long.class);
        var number = new Column(column.getQuotedName());
        number.setNullable(column.isNullable());
        number.setValue(value);
        value.addColumn(number);
        return number;
    }

    /** Columns of one name are equal. */
    private static void replace(Table table, Column number) {
        UnaryOperator<Column> replacement = column -> column.equals(number) ? number : column;
        table.reorderColumns(table.getColumns().stream().map(replacement).toList());
        table.getPrimaryKey().getColumns().replaceAll(replacement);
        table.getForeignKeyCollection().forEach(key -> key.getColumns().replaceAll(replacement));
    }
}
