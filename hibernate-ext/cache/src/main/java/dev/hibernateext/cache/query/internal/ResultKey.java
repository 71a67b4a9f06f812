/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.CachedResult;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a result is found by.
 *
 * @param query Hibernate's key: the statement, its parameters, page, filters and tenant
 * @param tenant the tenant, since Hibernate's key does not tell it
 */
record ResultKey(
        Object query, @Nullable String tenant, @Nullable String key, Set<String> tags) {

    CachedResult result(Set<String> tables) {
        return new CachedResult(tenant, key, tags, tables);
    }

    Realm realm() {
        return Realm.of(tenant);
    }
}
