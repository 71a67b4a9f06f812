/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.routing.DatabasesStatus;
import java.util.List;

/**
 * All pools at one moment.
 *
 * @param pools those there are, that of the shared database included, by name
 * @param waiting callers that wait for any pool
 * @param counts what happened since the beginning
 */
public record PoolsStatus(List<PoolStatus> pools, int waiting, Counts counts) implements DatabasesStatus {

    /**
     * Copies the pools.
     *
     * @param pools those there are
     * @param waiting callers that wait for any pool
     * @param counts what happened since the beginning
     */
    public PoolsStatus {
        pools = List.copyOf(pools);
    }

    /**
     * What happened since the beginning.
     *
     * @param created pools opened
     * @param evicted pools closed
     * @param failed pools that could not be opened
     * @param lent connections asked for and lent
     * @param gaveUp callers that waited in vain, or were interrupted
     */
    public record Counts(long created, long evicted, long failed, long lent, long gaveUp) {}

    /**
     * How many connections are lent.
     *
     * @return of all pools
     */
    public int leases() {
        return pools.stream().mapToInt(PoolStatus::leases).sum();
    }
}
