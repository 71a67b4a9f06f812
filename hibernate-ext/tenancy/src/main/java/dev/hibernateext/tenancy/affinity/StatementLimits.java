/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import java.time.Duration;

/**
 * How many prepared statements a tenant keeps on each connection between uses, and for how long.
 *
 * <p>A statement that is not kept is closed, and what the server prepared for it goes with the next message to it. The driver must not keep
 * it in a cache of its own: {@code preparedStatementCacheQueries=0} for PostgreSQL's, {@code cachePrepStmts=false} for
 * MariaDB's. Otherwise it stays prepared until it leaves that cache.
 *
 * @param maxPerTenant at most, at least 1; the one used longest ago goes first. Those in use are not counted. Tenants in rows
 *     have the same statements, and count as one
 * @param ttl how long one that nobody uses is kept, more than zero; it goes within five quarters of it
 */
public record StatementLimits(int maxPerTenant, Duration ttl) {

    /**
     * Checks the values.
     *
     * @throws InvalidAffinityException if one is out of its range
     */
    public StatementLimits {
        InvalidAffinityException.requireStatements(maxPerTenant >= 1, "maxPerTenant", maxPerTenant, "at least 1");
        InvalidAffinityException.requireStatements(!ttl.isNegative() && !ttl.isZero(), "ttl", ttl, "more than zero");
    }
}
