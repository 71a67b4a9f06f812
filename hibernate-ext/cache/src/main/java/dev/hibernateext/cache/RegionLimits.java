/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds a region. One of the two sizes is 0, which means that the region is bounded by the other.
 *
 * @param ttl how long an entry is used after it was put; null for as long as there is room
 * @param maxEntries the most entries, or 0
 * @param maxBytes the most bytes of heap, or 0
 */
public record RegionLimits(@Nullable Duration ttl, long maxEntries, long maxBytes) {

    /** Checks that there is exactly one size. */
    public RegionLimits {
        if (maxEntries < 0 || maxBytes < 0 || (maxEntries == 0) == (maxBytes == 0)) {
            throw new IllegalArgumentException("A region is bounded by entries or by bytes, and by one of them only.");
        }
    }
}
