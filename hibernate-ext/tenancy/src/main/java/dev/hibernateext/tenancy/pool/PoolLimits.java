/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.deadline.Deadline;
import java.time.Duration;

/**
 * How many pools are open, and how long. The pool of the shared database is beside these numbers: it is opened when needed and
 * stays.
 *
 * @param maximum pools that are open at once, those being opened and closed included; at least 1
 * @param minimum pools that stay open however long they are idle; at most the maximum
 * @param idleTimeout how long a pool without borrowers stays open; it is closed at most half of it later
 * @param waitTimeout how long a caller waits for a pool and its connection: a {@link Deadline}, which pools know of with a {@link
 *     dev.hibernateext.tenancy.deadline.TimelyDataSource} around them; without, the time a pool takes for a connection is its own
 * @param closeTimeout how long {@link DatabasePools#close} waits for borrowers; zero for not at all
 */
public record PoolLimits(int maximum, int minimum, Duration idleTimeout, Duration waitTimeout, Duration closeTimeout) {

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    /**
     * Checks the numbers.
     *
     * @throws InvalidPoolLimitException if one is out of its range, or the minimum above the maximum
     */
    public PoolLimits {
        InvalidPoolLimitException.requireCounts(maximum, minimum);
        InvalidPoolLimitException.requirePositive("idleTimeout", idleTimeout);
        InvalidPoolLimitException.requirePositive("waitTimeout", waitTimeout);
        InvalidPoolLimitException.requireNotNegative("closeTimeout", closeTimeout);
    }

    /**
     * A number of pools that are idle for at most ten minutes. Callers wait 30 seconds, closing 10.
     *
     * @param maximum pools that are open at once
     * @return to be changed
     * @throws InvalidPoolLimitException if it is less than 1
     */
    public static PoolLimits atMost(int maximum) {
        return new PoolLimits(maximum, 0, IDLE, WAIT, CLOSE);
    }

    /**
     * Keeps pools open though they are idle, those used last.
     *
     * @param pools how many
     * @return a changed copy
     * @throws InvalidPoolLimitException if it is negative or above the maximum
     */
    public PoolLimits withMinimum(int pools) {
        return new PoolLimits(maximum, pools, idleTimeout, waitTimeout, closeTimeout);
    }

    /**
     * Another time until an idle pool is closed.
     *
     * @param time more than zero
     * @return a changed copy
     * @throws InvalidPoolLimitException if it is not
     */
    public PoolLimits withIdleTimeout(Duration time) {
        return new PoolLimits(maximum, minimum, time, waitTimeout, closeTimeout);
    }

    /**
     * Another time callers wait.
     *
     * @param time more than zero
     * @return a changed copy
     * @throws InvalidPoolLimitException if it is not
     */
    public PoolLimits withWaitTimeout(Duration time) {
        return new PoolLimits(maximum, minimum, idleTimeout, time, closeTimeout);
    }

    /**
     * Another time closing waits for borrowers.
     *
     * @param time zero or more
     * @return a changed copy
     * @throws InvalidPoolLimitException if it is negative
     */
    public PoolLimits withCloseTimeout(Duration time) {
        return new PoolLimits(maximum, minimum, idleTimeout, waitTimeout, time);
    }
}
