/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.time.Duration;

/**
 * How long a pool waits and keeps, as HikariCP defines it: in milliseconds, with zero for what is said below.
 *
 * @param connectionTimeout how long a caller waits for a connection; zero for ever
 * @param validationTimeout how long the check of a connection may take
 * @param idleTimeout after which a connection above the minimum is closed; zero never
 * @param maxLifetime after which a connection is replaced when it is not in use; zero never
 * @param keepaliveTime after which an idle connection is tried; zero never
 * @param leakDetectionThreshold after which the pool logs that a connection is out; zero never
 */
public record PoolTimes(
        Duration connectionTimeout,
        Duration validationTimeout,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration keepaliveTime,
        Duration leakDetectionThreshold) {

    /** HikariCP's own defaults, but for the idle timeout, which a pool of fixed size does not use. */
    public static final PoolTimes DEFAULT = new PoolTimes(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofMinutes(30),
            Duration.ofMinutes(2),
            Duration.ZERO);

    /**
     * Another wait for a connection.
     *
     * @param timeout how long a caller waits
     * @return a changed copy
     */
    public PoolTimes withConnectionTimeout(Duration timeout) {
        return new PoolTimes(
                timeout, validationTimeout, idleTimeout, maxLifetime, keepaliveTime, leakDetectionThreshold);
    }

    /**
     * Another time for the check of a connection.
     *
     * @param timeout how long it may take
     * @return a changed copy
     */
    public PoolTimes withValidationTimeout(Duration timeout) {
        return new PoolTimes(
                connectionTimeout, timeout, idleTimeout, maxLifetime, keepaliveTime, leakDetectionThreshold);
    }

    /**
     * Another time to keep idle connections.
     *
     * @param timeout after which one above the minimum is closed
     * @return a changed copy
     */
    public PoolTimes withIdleTimeout(Duration timeout) {
        return new PoolTimes(
                connectionTimeout, validationTimeout, timeout, maxLifetime, keepaliveTime, leakDetectionThreshold);
    }

    /**
     * Another life of connections.
     *
     * @param lifetime after which one is replaced
     * @return a changed copy
     */
    public PoolTimes withMaxLifetime(Duration lifetime) {
        return new PoolTimes(
                connectionTimeout, validationTimeout, idleTimeout, lifetime, keepaliveTime, leakDetectionThreshold);
    }

    /**
     * Another time between tries of idle connections.
     *
     * @param time after which one is tried
     * @return a changed copy
     */
    public PoolTimes withKeepaliveTime(Duration time) {
        return new PoolTimes(
                connectionTimeout, validationTimeout, idleTimeout, maxLifetime, time, leakDetectionThreshold);
    }

    /**
     * Another threshold of the pool's own leak log. {@link BorrowedConnections} tells more.
     *
     * @param threshold after which the pool logs
     * @return a changed copy
     */
    public PoolTimes withLeakDetectionThreshold(Duration threshold) {
        return new PoolTimes(connectionTimeout, validationTimeout, idleTimeout, maxLifetime, keepaliveTime, threshold);
    }
}
