/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint of the mappings over all rows of a table.
 *
 * @param table the table
 * @param columns in the order of the constraint
 * @param key the constraint; null for a column that is unique by itself
 */
record PlainKey(Table table, List<Column> columns, @Nullable UniqueKey key) {

    /** All of a table but the primary key. */
    static List<PlainKey> of(Table table) {
        var found = new ArrayList<PlainKey>();
        for (var key : table.getUniqueKeys().values()) {
            found.add(new PlainKey(table, List.copyOf(key.getColumns()), key));
        }
        for (var column : table.getColumns()) {
            if (column.isUnique() && !table.isPrimaryKey(column)) {
                found.add(new PlainKey(table, List.of(column), null));
            }
        }
        return found;
    }

    boolean covers(List<Column> others) {
        return new HashSet<>(columns).equals(new HashSet<>(others));
    }

    /** Whether the mappings say more about it than its columns. */
    boolean hasOptions() {
        return key != null && !Objects.requireNonNullElse(key.getOptions(), "").isBlank();
    }

    /** The name it was given, or null. */
    @Nullable
    String explicitName() {
        return key != null && key.isNameExplicit() ? key.getName() : null;
    }

    /** The names the database may know it by: the one in the mappings, and the one PostgreSQL makes up. */
    List<Identifier> names() {
        var names = new ArrayList<Identifier>();
        var mapped = key == null ? columns.get(0).getUniqueKeyName() : key.getName();
        if (mapped != null) {
            names.add(Identifier.toIdentifier(mapped));
        }
        if (explicitName() == null) {
            names.add(Identifier.toIdentifier(columns.stream()
                    .map(Column::getName)
                    .collect(Collectors.joining("_", table.getName() + "_", "_key"))));
        }
        return names;
    }

    /* A table gives up a unique key in one case only: when its primary key has the same columns. So it gets such a primary
     * key for a moment. */
    void remove() {
        if (key == null) {
            columns.get(0).setUnique(false);
            columns.get(0).setUniqueKeyName(null);
            return;
        }
        var primary = table.getPrimaryKey();
        var same = new PrimaryKey(table);
        // addColumn would make the columns not-null
        same.getColumns().addAll(key.getColumns());
        table.setPrimaryKey(same);
        table.setPrimaryKey(primary);
    }
}
