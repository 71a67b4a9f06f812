/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import java.time.Duration;

/**
 * How many connections a database has for tenants, and how long each is kept.
 *
 * @param connections at most at the same time for each database, at least 1; the pool within must have as many, and more for
 *     work without a tenant
 * @param tenantsPerConnection different schemas one connection serves before it is closed, at least 1. A backend of PostgreSQL
 *     remembers the tables it has seen until it ends: 9 to 12 kB each were measured on PostgreSQL 15
 * @param idleTime how long an unused connection is kept, more than zero
 * @param lifetime how long any connection is kept, at least the idle time; the pool's own limit does not reach connections
 *     that are kept here
 * @param waitTime how long a tenant waits for a connection, for one of others and for a new one together. Zero or more: with zero it
 *     waits for nobody, and for a new one as long as the pool within lets it
 */
public record AffinityLimits(
        int connections, int tenantsPerConnection, Duration idleTime, Duration lifetime, Duration waitTime) {

    private static final int TENANTS = 200;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final Duration WAIT = Duration.ofSeconds(30);

    /**
     * Checks the values.
     *
     * @throws InvalidAffinityException if one is out of its range
     */
    public AffinityLimits {
        InvalidAffinityException.require(connections >= 1, "connections", connections, "at least 1");
        InvalidAffinityException.require(
                tenantsPerConnection >= 1, "tenantsPerConnection", tenantsPerConnection, "at least 1");
        InvalidAffinityException.require(isPositive(idleTime), "idleTime", idleTime, "more than zero");
        InvalidAffinityException.require(
                lifetime.compareTo(idleTime) >= 0, "lifetime", lifetime, "at least the idleTime, " + idleTime);
        InvalidAffinityException.require(!waitTime.isNegative(), "waitTime", waitTime, "zero or more");
    }

    /**
     * Limits with the times of HikariCP's defaults: ten minutes idle, thirty of life, thirty seconds of waiting. A connection
     * serves 200 tenants, which is 25 MB of a backend's memory if each has ten tables.
     *
     * @param connections at most at the same time for each database
     * @return the limits
     */
    public static AffinityLimits of(int connections) {
        return new AffinityLimits(connections, TENANTS, IDLE, LIFETIME, WAIT);
    }

    /**
     * Other tenants for each connection.
     *
     * @param tenants at least 1
     * @return a changed copy
     */
    public AffinityLimits withTenantsPerConnection(int tenants) {
        return new AffinityLimits(connections, tenants, idleTime, lifetime, waitTime);
    }

    /**
     * Other times for unused connections.
     *
     * @param time more than zero
     * @return a changed copy
     */
    public AffinityLimits withIdleTime(Duration time) {
        return new AffinityLimits(connections, tenantsPerConnection, time, lifetime, waitTime);
    }

    /**
     * Another life of each connection.
     *
     * @param time at least the idle time
     * @return a changed copy
     */
    public AffinityLimits withLifetime(Duration time) {
        return new AffinityLimits(connections, tenantsPerConnection, idleTime, time, waitTime);
    }

    /**
     * Another time to wait.
     *
     * @param time zero or more
     * @return a changed copy
     */
    public AffinityLimits withWaitTime(Duration time) {
        return new AffinityLimits(connections, tenantsPerConnection, idleTime, lifetime, time);
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
