/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When rows were last written, by the values one column had before and after. So many values are known one by one; of those before, only
 * when the last of all was written. Safe for use by many threads.
 */
final class KeyWrites {

    private static final int MOST_VALUES = 10_000;

    private final ColumnWrites ofUnknown = new ColumnWrites();
    private final Map<Object, ColumnWrites> ofValues = new HashMap<>();
    private long floor = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** All that ends later is told here; nothing is known of what was written until then. */
    synchronized void open(long last) {
        if (floor == Long.MAX_VALUE) {
            floor = Math.max(last, latest);
        }
    }

    synchronized void written(@Nullable Set<Object> values, WrittenColumns columns, long now) {
        latest = Math.max(latest, now);
        if (values == null) {
            ofUnknown.written(columns, now);
            return;
        }
        for (var value : values) {
            ofValues.computeIfAbsent(value, key -> new ColumnWrites()).written(columns, now);
        }
        if (ofValues.size() > MOST_VALUES) {
            ofValues.clear();
            floor = floor == Long.MAX_VALUE ? floor : Math.max(floor, latest);
        }
    }

    synchronized boolean isQuietSince(Collection<Object> values, Look look) {
        return floor < look.since()
                && ofUnknown.isQuietSince(look.since(), look.columns())
                && values.stream()
                        .map(ofValues::get)
                        .allMatch(writes -> writes == null || writes.isQuietSince(look.since(), look.columns()));
    }

    /** Whether it is known of all writes since, whose columns the look concerns, which values the rows had. */
    synchronized boolean areKnownSince(Look look) {
        return floor < look.since() && ofUnknown.isQuietSince(look.since(), look.columns());
    }
}
