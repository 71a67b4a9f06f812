/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static dev.hibernateext.tenancy.admission.InvalidAdmissionException.require;

import java.time.Duration;

/**
 * How much of a database all tenants together may take.
 *
 * @param connections how many connections they have at once, at least 1: the size of the pool, less those that work without a
 *     tenant needs
 * @param waiting how many requests wait for one at once, at least 1
 * @param timeout how long each waits at most for a connection, its turn and all that comes behind the gate together; more than zero and
 *     at most a day
 * @param overflow what becomes of a request that finds no connection
 */
public record AdmissionLimits(int connections, int waiting, Duration timeout, Overflow overflow) {

    private static final int DEFAULT_WAITING = 1_000;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /**
     * Checks the ranges.
     *
     * @throws InvalidAdmissionException if one does not hold
     */
    public AdmissionLimits {
        require(connections >= 1, "connections", connections, "at least 1");
        require(waiting >= 1, "waiting", waiting, "at least 1; Overflow.REJECT lets nobody wait");
        var bounded = !timeout.isZero() && !timeout.isNegative() && timeout.compareTo(MAX_TIMEOUT) <= 0;
        require(bounded, "timeout", timeout, "more than zero and at most " + MAX_TIMEOUT);
    }

    /**
     * Limits by which 1 000 requests wait for 5 seconds.
     *
     * @param connections how many connections tenants have at once
     * @return the limits, with a queue
     */
    public static AdmissionLimits of(int connections) {
        return new AdmissionLimits(connections, DEFAULT_WAITING, DEFAULT_TIMEOUT, Overflow.QUEUE);
    }

    /**
     * Another room for those who wait.
     *
     * @param requests how many wait at once
     * @return the changed copy
     */
    public AdmissionLimits withWaiting(int requests) {
        return new AdmissionLimits(connections, requests, timeout, overflow);
    }

    /**
     * Another time to wait.
     *
     * @param longest how long each waits at most
     * @return the changed copy
     */
    public AdmissionLimits withTimeout(Duration longest) {
        return new AdmissionLimits(connections, waiting, longest, overflow);
    }

    /**
     * Another answer when there is no connection.
     *
     * @param choice what becomes of the request
     * @return the changed copy
     */
    public AdmissionLimits withOverflow(Overflow choice) {
        return new AdmissionLimits(connections, waiting, timeout, choice);
    }
}
