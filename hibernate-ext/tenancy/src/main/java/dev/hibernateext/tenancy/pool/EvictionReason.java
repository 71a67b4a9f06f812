/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

/** Why a pool was closed. */
public enum EvictionReason {
    /** Nobody had a connection of it for {@link PoolLimits#idleTimeout}. */
    IDLE,
    /** Another database needed its place, and of the pools without borrowers it was used least recently. */
    CAPACITY,
    /** {@link DatabasePools#evict} was called. */
    REQUESTED,
    /** {@link DatabasePools#close} was called. */
    CLOSED
}
