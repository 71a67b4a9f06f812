/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

/**
 * How many connections a pool keeps.
 *
 * <p>The two rules are those of HikariCP's
 * <a href="https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing">About Pool Sizing</a>. They are where to start
 * measuring from, not its result.
 *
 * @param maximum in use and idle together, from 1 on
 * @param minimumIdle how many idle ones are kept; the same as the maximum for a pool of fixed size
 */
public record PoolSize(int maximum, int minimumIdle) {

    /** HikariCP's own default. */
    static final int DEFAULT = 10;

    private static final int CONNECTIONS_PER_CORE = 2;

    /**
     * Checks the range.
     *
     * @param maximum in use and idle together, from 1 on
     * @param minimumIdle how many idle ones are kept
     * @throws IllegalArgumentException if the maximum is below 1 or the minimum below 0
     */
    public PoolSize {
        if (maximum < 1 || minimumIdle < 0) {
            throw new IllegalArgumentException(
                    "A pool keeps at least one connection, and not less than none idle: %d, %d."
                            .formatted(maximum, minimumIdle));
        }
    }

    /**
     * A pool that never grows or shrinks, as HikariCP recommends.
     *
     * @param connections from 1 on
     * @return the size
     */
    public static PoolSize fixed(int connections) {
        return new PoolSize(connections, connections);
    }

    /**
     * What the database can work on at once: cores x 2 + effective spindles, the formula of PostgreSQL that About Pool Sizing
     * cites. It is for all pools on that database together; {@link #sharedBy} divides it.
     *
     * @param cores the database server's, without hyper-threads
     * @param effectiveSpindles disks that seek independently: 0 if all data is in memory, 1 for a solid-state disk
     * @return the size
     */
    public static PoolSize forDatabase(int cores, int effectiveSpindles) {
        return fixed(cores * CONNECTIONS_PER_CORE + effectiveSpindles);
    }

    /**
     * The fewest connections with which threads that need several at once cannot wait for each other for ever:
     * T<sub>n</sub> x (C<sub>m</sub> - 1) + 1.
     *
     * @param threads T<sub>n</sub>, how many use the pool at once, from 1 on
     * @param connectionsEach C<sub>m</sub>, how many one of them holds at most, from 1 on; 2 with {@code REQUIRES_NEW}
     * @return the size
     */
    public static PoolSize withoutDeadlock(int threads, int connectionsEach) {
        return fixed(threads * (connectionsEach - 1) + 1);
    }

    /**
     * The part of one of several equal instances of an application.
     *
     * @param instances how many share this size, from 1 on
     * @return at least one connection; rounded down
     */
    public PoolSize sharedBy(int instances) {
        return fixed(Math.max(1, maximum / instances));
    }

    /**
     * The larger of two sizes, such as the database's rule and the one against deadlock.
     *
     * @param other to compare with
     * @return the one with the higher maximum
     */
    public PoolSize or(PoolSize other) {
        return other.maximum > maximum ? other : this;
    }
}
