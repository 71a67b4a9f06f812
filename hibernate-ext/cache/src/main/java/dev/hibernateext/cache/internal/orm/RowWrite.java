/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A write of rows of one table.
 *
 * @param table its plain name
 * @param kind what is done to them, rather more than less
 * @param columns those an update sets, by plain name; null for any
 */
record RowWrite(String table, Kind kind, @Nullable Set<String> columns) {

    private static final Pattern DELETE = Pattern.compile("\\bdelete\\b", Pattern.CASE_INSENSITIVE);

    /** What may be done to a row. */
    enum Kind {
        INSERT,

        /** Or inserted. */
        UPDATE,

        /** Or anything else. */
        DELETE
    }

    static RowWrite of(String table, Kind kind) {
        return new RowWrite(table, kind, null);
    }

    /** What a statement that Hibernate has written does to one of its tables. */
    static RowWrite of(String table, String sql) {
        if (DELETE.matcher(sql).find()) {
            return of(table, Kind.DELETE);
        }
        if (sql.startsWith("insert ")) {
            return of(table, Kind.INSERT);
        }
        var update = UpdateStatement.of(sql);
        var isKnown = update != null && update.table().equals(table);
        return new RowWrite(table, Kind.UPDATE, isKnown ? requireNonNull(update).columns() : null);
    }

    boolean isDelete() {
        return kind == Kind.DELETE;
    }

    /** Whether it may set one of these columns, or change rows otherwise. */
    boolean mayChange(Set<String> some) {
        return kind != Kind.UPDATE
                || columns == null
                || some.isEmpty()
                || some.stream().anyMatch(columns::contains);
    }

    /** The same, without columns that make no difference. */
    RowWrite among(Set<String> some) {
        if (kind != Kind.UPDATE || columns == null) {
            return of(table, kind);
        }
        var left = new HashSet<>(columns);
        left.retainAll(some);
        return new RowWrite(table, kind, left);
    }
}
