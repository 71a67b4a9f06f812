/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

/** What has to be done since the {@link PoolTable} changed. */
sealed interface Step {

    /** Opens a pool, and says how it went. */
    record Open(PoolSlot slot) implements Step {}

    /** Closes a pool, and says when that is done. */
    record Close(PoolSlot slot, EvictionReason reason) implements Step {}

    /** Somebody waits no longer. */
    sealed interface Answer extends Step {

        Ticket ticket();
    }

    /** The pool is there. */
    record Lend(Ticket ticket, Lease lease) implements Answer {}

    /** The pool could not be opened. */
    record Fail(Ticket ticket, Throwable cause) implements Answer {}

    /** All was closed. */
    record Refuse(Ticket ticket) implements Answer {}
}
