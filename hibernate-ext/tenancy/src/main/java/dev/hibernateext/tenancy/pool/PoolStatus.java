/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.time.Instant;

/**
 * One pool at one moment.
 *
 * @param database of which
 * @param state what is being done with it
 * @param leases connections that are lent, or being taken from it
 * @param waiting callers that wait for it
 * @param lastUse when a connection was last lent or came back, or when opening began
 */
public record PoolStatus(DatabaseName database, State state, int leases, int waiting, Instant lastUse) {

    /** What is being done with a pool. */
    public enum State {
        /** The {@link PoolFactory} is at work. */
        OPENING,
        /** It lends connections. */
        OPEN,
        /**
         * It lends no more, except to threads that hold a connection of it already, which would wait for themselves. When the last
         * connection is back it is closed.
         */
        DRAINING,
        /** It is being closed. */
        CLOSING
    }
}
