/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which result a listener is told of. It has no values of rows or parameters.
 *
 * @param tenant whose; null for sessions without a tenant
 * @param key its key; null if it has none
 * @param tags its tags
 * @param tables the tables it was read from
 */
public record CachedResult(
        @Nullable String tenant, @Nullable String key, Set<String> tags, Set<String> tables) {

    /** Copies. */
    public CachedResult {
        tags = Set.copyOf(tags);
        tables = Set.copyOf(tables);
    }
}
