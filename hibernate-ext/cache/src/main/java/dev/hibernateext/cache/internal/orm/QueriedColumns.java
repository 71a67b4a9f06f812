/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.orm.KeyedQuery.Condition;
import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What queries may read, of which each statement is taken apart once. Safe for use by many threads. */
final class QueriedColumns {

    private static final int MOST_STATEMENTS = 2_000;

    private final Map<String, Statement> known = new ConcurrentHashMap<>();

    /** What a statement may read, and what it wants of the rows of one table. */
    private record Statement(ReadColumns columns, @Nullable KeyedQuery keyed) {}

    ReadRows of(Cacheable query, MappedColumns mapped) {
        return query.isNative() ? ReadRows.ALL : rows(statement(query, mapped), query);
    }

    /** Whichever rows it wants. */
    ReadColumns columns(Cacheable query, MappedColumns mapped) {
        return query.isNative() ? ReadColumns.ALL : statement(query, mapped).columns();
    }

    private Statement statement(Cacheable query, MappedColumns mapped) {
        var statement = known.get(query.sql());
        return statement != null ? statement : add(query, mapped);
    }

    private Statement add(Cacheable query, MappedColumns mapped) {
        if (known.size() >= MOST_STATEMENTS) {
            known.clear();
        }
        var columns = ReadColumns.of(query, mapped);
        var keyed = columns.areKnown()
                ? KeyedQuery.of(query.sql(), query.parameters().count())
                : null;
        var statement = new Statement(columns, keyed);
        known.put(query.sql(), statement);
        return statement;
    }

    private static ReadRows rows(Statement statement, Cacheable query) {
        var keyed = statement.keyed();
        if (keyed == null || query.parameters().count() == 0) {
            return new ReadRows(statement.columns(), null, Map.of());
        }
        var keys = new HashMap<String, List<Object>>();
        for (var condition : keyed.conditions()) {
            var values = values(condition, query);
            if (values != null) {
                keys.put(condition.column(), values);
            }
        }
        return new ReadRows(statement.columns(), keyed.table(), keys);
    }

    /** Null if one of them is not known. */
    private static @Nullable List<Object> values(Condition condition, Cacheable query) {
        var values = new ArrayList<Object>(condition.count());
        for (var i = 0; i < condition.count(); i++) {
            var value = query.parameters().value(condition.first() + i);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}
