/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.time.Duration;

/**
 * Hears of pools. Called after the fact on the thread that did it, without any lock; what it throws is logged and changes
 * nothing.
 */
public interface PoolListener {

    /** Hears nothing. */
    PoolListener NONE = new PoolListener() {};

    /**
     * A pool was opened.
     *
     * @param database of which
     * @param took how long the {@link PoolFactory} took
     */
    default void created(DatabaseName database, Duration took) {}

    /**
     * A pool was closed.
     *
     * @param database of which
     * @param reason why
     */
    default void evicted(DatabaseName database, EvictionReason reason) {}

    /**
     * A pool could not be opened, or failed to close.
     *
     * @param database of which
     * @param failure what the {@link PoolFactory} or the pool threw
     */
    default void failed(DatabaseName database, Throwable failure) {}
}
