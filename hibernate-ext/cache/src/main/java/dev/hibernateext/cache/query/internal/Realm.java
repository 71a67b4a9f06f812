/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import org.jspecify.annotations.Nullable;

/**
 * Whose results.
 *
 * @param all whether those of all tenants
 * @param tenant the one tenant; null for sessions without one
 */
record Realm(boolean all, @Nullable String tenant) {

    static final Realm ALL = new Realm(true, null);

    static Realm of(@Nullable String tenant) {
        return new Realm(false, tenant);
    }

    boolean has(Realm one) {
        return all || equals(one);
    }
}
