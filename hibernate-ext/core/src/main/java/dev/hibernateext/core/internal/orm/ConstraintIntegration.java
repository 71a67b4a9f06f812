/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.validation.ConstraintLookup;
import dev.hibernateext.core.validation.internal.MappedColumns;
import dev.hibernateext.core.validation.internal.MappedConstraints;
import dev.hibernateext.core.validation.internal.NamedConstraint;
import java.util.List;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the names of constraints, which the mappings have while the factory is being built only. */
final class ConstraintIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var constraints = new MappedConstraints(new MappedColumns(boot.factory()));
        for (var table : boot.metadata().collectTableMappings()) {
            collect(table, boot.metadata().getDatabase(), constraints);
        }
        boot.state().component(ConstraintLookup.class, () -> constraints);
    }

    private static void collect(Table table, Database database, MappedConstraints constraints) {
        for (var unique : table.getUniqueKeys().values()) {
            var name = unique.getName();
            add(
                    name == null ? hashed(table, unique.getColumns(), database) : name,
                    table,
                    unique.getColumns(),
                    constraints);
        }
        for (var foreign : table.getForeignKeyCollection()) {
            add(foreign.getName(), table, foreign.getColumns(), constraints);
        }
        for (var index : table.getIndexes().values()) {
            var declared = index instanceof ActiveUniqueIndex active ? active.declared() : index.getSelectables();
            add(index.getName(), table, declared, constraints);
        }
        for (var check : table.getChecks()) {
            add(check.getName(), table, List.of(), constraints);
        }
        for (var column : table.getColumns()) {
            if (column.isUnique()) {
                var name = column.getUniqueKeyName();
                add(
                        name == null ? hashed(table, List.of(column), database) : name,
                        table,
                        List.of(column),
                        constraints);
            }
            for (CheckConstraint check : column.getCheckConstraints()) {
                add(check.getName(), table, List.of(column), constraints);
            }
        }
    }

    /** The name Hibernate's schema tools make up for a unique key without one. */
    private static String hashed(Table table, List<Column> columns, Database database) {
        return NamingHelper.INSTANCE.generateHashedConstraintName(
                "UK",
                table.getNameIdentifier(),
                columns.stream()
                        .map(column -> column.getNameIdentifier(database))
                        .toList());
    }

    private static void add(
            @Nullable String name, Table table, List<? extends Selectable> columns, MappedConstraints constraints) {
        if (name != null) {
            var names = columns.stream()
                    .filter(Column.class::isInstance)
                    .map(column -> ((Column) column).getName())
                    .toList();
            constraints.add(new NamedConstraint(name, table.getName(), names));
        }
    }
}
