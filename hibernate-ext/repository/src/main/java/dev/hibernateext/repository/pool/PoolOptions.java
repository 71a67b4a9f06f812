/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import org.jspecify.annotations.Nullable;

/**
 * What a pool does beside waiting and keeping.
 *
 * @param autoCommit whether connections come with auto-commit on
 * @param testQuery a statement that checks connections instead of the driver's own check, or null
 * @param initSql a statement for each new connection, or null
 * @param failFast whether the pool does not start where the database does not answer
 * @param suspendable whether the pool can be suspended
 */
public record PoolOptions(
        boolean autoCommit,
        @Nullable String testQuery,
        @Nullable String initSql,
        boolean failFast,
        boolean suspendable) {

    /** Without auto-commit, so that {@code hibernate.connection.provider_disables_autocommit} can be set and saves two calls. */
    public static final PoolOptions DEFAULT = new PoolOptions(false, null, null, true, false);
}
