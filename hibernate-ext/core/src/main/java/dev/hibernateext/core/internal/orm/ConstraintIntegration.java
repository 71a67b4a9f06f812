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
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** Keeps the names of constraints, which the mappings have while the factory is being built only. */
final class ConstraintIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var constraints = new MappedConstraints(new MappedColumns(boot.factory()));
        var database = boot.metadata().getDatabase();
        for (var table : boot.metadata().collectTableMappings()) {
            new TableConstraints(table, database, constraints).collect();
        }
        boot.state().component(ConstraintLookup.class, () -> constraints);
    }

    /**
     * The constraints of one table.
     *
     * @param constraints takes them
     */
    private record TableConstraints(Table table, Database database, MappedConstraints constraints) {

        void collect() {
            table.getUniqueKeys().values().forEach(key -> addUnique(key.getName(), key.getColumns()));
            table.getForeignKeyCollection().forEach(key -> add(key.getName(), key.getColumns()));
            table.getIndexes().values().forEach(index -> add(index.getName(), declared(index)));
            table.getChecks().forEach(check -> add(check.getName(), List.of()));
            table.getColumns().forEach(this::collect);
        }

        private void collect(Column column) {
            if (column.isUnique()) {
                addUnique(column.getUniqueKeyName(), List.of(column));
            }
            column.getCheckConstraints().forEach(check -> add(check.getName(), List.of(column)));
        }

        private static List<? extends Selectable> declared(Index index) {
            return index instanceof ActiveUniqueIndex active ? active.declared() : index.getSelectables();
        }

        private void addUnique(@Nullable String name, List<Column> columns) {
            add(name == null ? hashed(columns) : name, columns);
        }

        /** The name Hibernate's schema tools make up for a unique key without one. */
        private String hashed(List<Column> columns) {
            return NamingHelper.INSTANCE.generateHashedConstraintName(
                    "UK",
                    table.getNameIdentifier(),
                    columns.stream()
                            .map(column -> column.getNameIdentifier(database))
                            .toList());
        }

        private void add(@Nullable String name, List<? extends Selectable> columns) {
            if (name != null) {
                var names = columns.stream()
                        .filter(Column.class::isInstance)
                        .map(column -> ((Column) column).getName())
                        .toList();
                constraints.add(new NamedConstraint(name, table.getName(), names));
            }
        }
    }
}
