/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** When writes last ended, those of all columns, and those of some for each of these. Safe for use by many threads. */
final class ColumnWrites {

    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong last = new AtomicLong(NEVER);
    private final AtomicLong lastOfAll = new AtomicLong(NEVER);
    private final ConcurrentMap<String, Long> lastOfColumns = new ConcurrentHashMap<>();

    void written(WrittenColumns columns, long now) {
        last.accumulateAndGet(now, Math::max);
        if (columns.names() == null) {
            lastOfAll.accumulateAndGet(now, Math::max);
        } else {
            columns.names().forEach(column -> lastOfColumns.merge(column, now, Math::max));
        }
    }

    /** The end of the last write of any column. */
    long last() {
        return last.get();
    }

    boolean isQuietSince(long timestamp, ReadColumns read) {
        return last.get() < timestamp || (lastOfAll.get() < timestamp && areQuietSince(timestamp, read));
    }

    /** Whether it is known of all of them which columns they wrote. */
    boolean areKnownSince(long timestamp) {
        return lastOfAll.get() < timestamp;
    }

    private boolean areQuietSince(long timestamp, ReadColumns read) {
        for (var column : lastOfColumns.entrySet()) {
            if (column.getValue() >= timestamp && read.mayHave(column.getKey())) {
                return false;
            }
        }
        return true;
    }
}
