/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.async;

/**
 * How much is done, and waits, at once.
 *
 * @param running calls at the same time, from 1 on; more than the pool has connections only wait there
 * @param waiting calls beyond those, from 0 on; what comes then is refused
 */
public record AsyncLimits(int running, int waiting) {

    /**
     * Checks the ranges.
     *
     * @param running calls at the same time, from 1 on
     * @param waiting calls beyond those, from 0 on
     * @throws IllegalArgumentException if one is out of range
     */
    public AsyncLimits {
        if (running < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "Cannot run %d calls with %d waiting. Run at least one; let none or more wait."
                            .formatted(running, waiting));
        }
    }
}
