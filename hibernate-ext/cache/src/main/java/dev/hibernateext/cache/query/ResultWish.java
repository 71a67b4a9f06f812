/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of the cache.
 *
 * @param ttl how long after it was put a result is used, longer than zero; null for as long as it is fresh
 * @param adaptive what the time follows instead; null where it is fixed, or none
 * @param key under which the result is invalidated, among others of the tenant; null for none
 * @param tags under which the result is invalidated
 */
public record ResultWish(
        @Nullable Duration ttl,
        @Nullable AdaptiveTtl adaptive,
        @Nullable String key,
        Set<String> tags) {

    static final ResultWish NONE = new ResultWish(null, null, null, Set.of());

    /** Checks and copies. */
    public ResultWish {
        if (ttl != null && (ttl.isZero() || ttl.isNegative())) {
            throw ResultCacheException.ttl(ttl);
        }
        if (key != null && key.isBlank()) {
            throw ResultCacheException.blank("key");
        }
        if (tags.stream().anyMatch(String::isBlank)) {
            throw ResultCacheException.blank("tag");
        }
        tags = Set.copyOf(tags);
    }
}
