/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The columns that statements may read, so that each is taken apart once. Safe for use by many threads. */
final class QueriedColumns {

    private static final int MOST_STATEMENTS = 2_000;

    private final Map<String, ReadColumns> known = new ConcurrentHashMap<>();

    /** Of all, if nobody knows which query is executed. */
    ReadColumns of(@Nullable Cacheable query, MappedColumns mapped) {
        if (query == null || query.isNative()) {
            return ReadColumns.ALL;
        }
        var columns = known.get(query.sql());
        return columns != null ? columns : add(query, mapped);
    }

    private ReadColumns add(Cacheable query, MappedColumns mapped) {
        if (known.size() >= MOST_STATEMENTS) {
            known.clear();
        }
        var columns = ReadColumns.of(query, mapped);
        known.put(query.sql(), columns);
        return columns;
    }
}
