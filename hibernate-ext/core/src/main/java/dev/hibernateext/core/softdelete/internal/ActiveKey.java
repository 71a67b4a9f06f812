/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A unique key among the rows of one table that are not deleted.
 *
 * @param entity the name of the entity that declares the key
 * @param attributes the attributes it declares, with dots into embeddables
 * @param name of the index
 * @param table the table
 * @param columns the columns of the key, without the generated one
 * @param mark the column of the time of the deletion
 * @param active the generated column, on databases that need one
 * @param replaced names the database may know unique constraints by that the key takes the place of
 */
public record ActiveKey(
        String entity,
        List<String> attributes,
        Identifier name,
        QualifiedName table,
        List<Identifier> columns,
        Identifier mark,
        Identifier active,
        List<Identifier> replaced) {

    /** The table, for messages and for order. */
    public String tableName() {
        return table.render();
    }

    /** The statement that adds the generated column. */
    String addColumn(Dialect dialect) {
        return "%s %s %s tinyint%s"
                .formatted(
                        alterTable(dialect),
                        dialect.getAddColumnString(),
                        active.render(dialect),
                        dialect.generatedAs(ActiveRows.expression(mark.render(dialect))));
    }

    /** The statements that drop what the key takes the place of. */
    List<String> dropReplaced(Dialect dialect) {
        return replaced.stream()
                .map(constraint -> "%s %s if exists %s"
                        .formatted(alterTable(dialect), dialect.getDropUniqueKeyString(), constraint.render(dialect)))
                .toList();
    }

    /** The statement that creates the index. */
    String createIndex(Dialect dialect, ActiveRows kind) {
        var parts = new ArrayList<>(columns);
        if (kind == ActiveRows.GENERATED_COLUMN) {
            parts.add(active);
        }
        var create = "%s %s on %s (%s)"
                .formatted(
                        dialect.getCreateIndexString(true),
                        name.render(dialect),
                        render(dialect),
                        parts.stream().map(part -> part.render(dialect)).collect(Collectors.joining(", ")));
        return kind == ActiveRows.PARTIAL_INDEX ? create + " " + ActiveRows.condition(mark.render(dialect)) : create;
    }

    private String alterTable(Dialect dialect) {
        return dialect.getAlterTableString(render(dialect));
    }

    private String render(Dialect dialect) {
        return Stream.<@Nullable Identifier>of(table.getCatalogName(), table.getSchemaName(), table.getObjectName())
                .filter(part -> part != null)
                .map(part -> part.render(dialect))
                .collect(Collectors.joining("."));
    }
}
