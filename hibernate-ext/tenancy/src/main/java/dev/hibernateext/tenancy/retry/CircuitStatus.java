/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import dev.hibernateext.tenancy.routing.DatabasesStatus;
import java.time.Duration;

/**
 * How connecting to one database goes.
 *
 * @param region of the database
 * @param database its name
 * @param state whether it is asked for connections
 * @param retryIn when it will be tried again; zero unless it is let alone
 */
public record CircuitStatus(String region, String database, State state, Duration retryIn) implements DatabasesStatus {

    /** Whether a database is asked for connections. */
    public enum State {

        /** It is. */
        CLOSED,

        /** It is let alone. */
        OPEN,

        /** One is trying for all. */
        TRYING
    }
}
