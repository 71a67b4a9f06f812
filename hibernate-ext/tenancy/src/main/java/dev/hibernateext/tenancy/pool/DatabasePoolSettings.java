/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Clock;

/**
 * Pools of tenants' databases before there are any.
 *
 * @param shared the database with what no tenant owns; its pool is opened when needed and never evicted
 * @param factory opens the pools
 * @param limits how many, and how long
 * @param listener hears of them
 * @param clock tells how long a pool is idle
 */
public record DatabasePoolSettings(
        DatabaseName shared, PoolFactory factory, PoolLimits limits, PoolListener listener, Clock clock) {

    /**
     * Settings without a listener, by the clock of the system.
     *
     * @param shared the place with what no tenant owns
     * @param limits how many pools, and how long
     * @param factory opens the pools
     * @return to be changed
     */
    public static DatabasePoolSettings of(TenantPlacement shared, PoolLimits limits, PoolFactory factory) {
        return new DatabasePoolSettings(DatabaseName.of(shared), factory, limits, PoolListener.NONE, Clock.systemUTC());
    }

    /**
     * With somebody who hears of pools.
     *
     * @param hears of them
     * @return a changed copy
     */
    public DatabasePoolSettings withListener(PoolListener hears) {
        return new DatabasePoolSettings(shared, factory, limits, hears, clock);
    }

    /**
     * By another clock. Waiting goes by the time of the machine nevertheless.
     *
     * @param time tells how long a pool is idle
     * @return a changed copy
     */
    public DatabasePoolSettings withClock(Clock time) {
        return new DatabasePoolSettings(shared, factory, limits, listener, time);
    }
}
