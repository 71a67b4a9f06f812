/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import static dev.hibernateext.tenancy.retry.InvalidRetryException.require;

import java.time.Duration;

/**
 * When a database is let alone.
 *
 * @param failures how many attempts to connect fail in a row before its circuit opens, at least 1
 * @param pause how long nobody tries then, more than zero; the first one after it tries for all
 */
public record CircuitLimits(int failures, Duration pause) {

    /** Ten failures, five seconds. */
    public static final CircuitLimits DEFAULT = new CircuitLimits(10, Duration.ofSeconds(5));

    /**
     * Checks the ranges.
     *
     * @throws InvalidRetryException if one does not hold
     */
    public CircuitLimits {
        require(failures >= 1, "failures", failures, "at least 1");
        require(pause.compareTo(Duration.ZERO) > 0, "pause", pause, "more than zero");
    }
}
