/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a query over tenants is carried out. Immutable.
 *
 * @param connections how many are taken at most at a time, over all databases; from 1 to {@value #MAX_CONNECTIONS}
 * @param statementTimeout how long one statement may take, at least a second; the JDBC driver counts whole seconds
 * @param timeout how long all may take
 * @param progress is told after each statement that brought an answer, by one thread at a time
 * @param cancelled is asked many times a second, on the thread of the caller; true ends the query and the statements that run
 */
public record AdminQueryOptions(
        int connections,
        Duration statementTimeout,
        Duration timeout,
        Consumer<? super AdminQueryProgress> progress,
        BooleanSupplier cancelled) {

    /** The greatest number of connections. */
    public static final int MAX_CONNECTIONS = 4;

    /** Four connections, 30 seconds for a statement and five minutes for all; nobody watches. */
    public static final AdminQueryOptions DEFAULT = new AdminQueryOptions(
            MAX_CONNECTIONS, Duration.ofSeconds(30), Duration.ofMinutes(5), progress -> {}, () -> false);

    /** Checks numbers and times. */
    public AdminQueryOptions {
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException("A query over tenants takes from 1 to %d connections, not %d."
                    .formatted(MAX_CONNECTIONS, connections));
        }
        if (statementTimeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "A query over tenants has %s for a statement and %s for all. Pass at least a second, and more than zero."
                            .formatted(statementTimeout, timeout));
        }
    }

    /**
     * The same over fewer connections.
     *
     * @param limit from 1 to {@value #MAX_CONNECTIONS}
     * @return other options
     */
    public AdminQueryOptions overConnections(int limit) {
        return new AdminQueryOptions(limit, statementTimeout, timeout, progress, cancelled);
    }

    /**
     * The same with another limit for each statement.
     *
     * @param limit at least a second
     * @return other options
     */
    public AdminQueryOptions withStatementTimeout(Duration limit) {
        return new AdminQueryOptions(connections, limit, timeout, progress, cancelled);
    }

    /**
     * The same with another limit for all.
     *
     * @param limit above zero
     * @return other options
     */
    public AdminQueryOptions withTimeout(Duration limit) {
        return new AdminQueryOptions(connections, statementTimeout, limit, progress, cancelled);
    }

    /**
     * The same, watched.
     *
     * @param watcher told after each statement that brought an answer, by one thread at a time
     * @return other options
     */
    public AdminQueryOptions onProgress(Consumer<? super AdminQueryProgress> watcher) {
        return new AdminQueryOptions(connections, statementTimeout, timeout, watcher, cancelled);
    }

    /**
     * The same, with a way to end it early.
     *
     * @param condition asked many times a second, on the thread of the caller
     * @return other options
     */
    public AdminQueryOptions until(BooleanSupplier condition) {
        return new AdminQueryOptions(connections, statementTimeout, timeout, progress, condition);
    }
}
