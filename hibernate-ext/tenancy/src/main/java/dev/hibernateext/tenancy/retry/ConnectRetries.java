/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import static dev.hibernateext.tenancy.retry.InvalidRetryException.require;

import dev.hibernateext.tenancy.deadline.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and when connecting is tried.
 *
 * @param attempts how often in all, at least 1; 1 means no retry
 * @param initialDelay the wait before the second attempt, more than zero
 * @param maxDelay the longest wait, at least the initial one
 * @param multiplier by how much the wait grows from attempt to attempt, from 1 to 1 000
 * @param jitter by which part of itself a wait is randomly longer or shorter, from 0 to 1; it keeps those who failed together
 *     from coming together again
 * @param total how long all attempts take together, longer than the longest wait: a {@link Deadline} for what stands within
 */
public record ConnectRetries(
        int attempts, Duration initialDelay, Duration maxDelay, double multiplier, double jitter, Duration total) {

    private static final Duration INITIAL_DELAY = Duration.ofMillis(50);
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);
    private static final Duration TOTAL = Duration.ofSeconds(5);

    /**
     * Checks the ranges.
     *
     * @throws InvalidRetryException if one does not hold
     */
    public ConnectRetries {
        require(attempts >= 1, "attempts", attempts, "at least 1");
        require(initialDelay.compareTo(Duration.ZERO) > 0, "initialDelay", initialDelay, "more than zero");
        require(maxDelay.compareTo(initialDelay) >= 0, "maxDelay", maxDelay, "at least the initial delay");
        require(multiplier >= 1 && multiplier <= 1_000, "multiplier", multiplier, "from 1 to 1000");
        require(jitter >= 0 && jitter <= 1, "jitter", jitter, "from 0 to 1");
        require(total.compareTo(maxDelay) > 0, "total", total, "longer than the longest delay");
    }

    /** The wait after so many attempts. */
    long delayNanos(int made) {
        var growing = initialDelay.toNanos() * Math.pow(multiplier, made - 1.0);
        var wait = growing < maxDelay.toNanos() ? (long) growing : maxDelay.toNanos();
        var chance = 1 + jitter * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return (long) (wait * chance);
    }

    /**
     * Waits of 50 ms that double up to 1 s, each up to a half longer or shorter, within 5 s.
     *
     * @param attempts how often connecting is tried in all, at least 1
     * @return the retries
     */
    public static ConnectRetries upTo(int attempts) {
        return new ConnectRetries(attempts, INITIAL_DELAY, MAX_DELAY, 2, 0.5, TOTAL);
    }

    /**
     * A copy with other waits.
     *
     * @param initial the wait before the second attempt
     * @param max the longest wait
     * @return the copy
     */
    public ConnectRetries withDelays(Duration initial, Duration max) {
        return new ConnectRetries(attempts, initial, max, multiplier, jitter, total);
    }

    /**
     * A copy with another growth of the waits.
     *
     * @param factor at least 1
     * @return the copy
     */
    public ConnectRetries withMultiplier(double factor) {
        return new ConnectRetries(attempts, initialDelay, maxDelay, factor, jitter, total);
    }

    /**
     * A copy with another randomness of the waits.
     *
     * @param part from 0 to 1
     * @return the copy
     */
    public ConnectRetries withJitter(double part) {
        return new ConnectRetries(attempts, initialDelay, maxDelay, multiplier, part, total);
    }

    /**
     * A copy with another end.
     *
     * @param longest after which no further attempt begins
     * @return the copy
     */
    public ConnectRetries withTotal(Duration longest) {
        return new ConnectRetries(attempts, initialDelay, maxDelay, multiplier, jitter, longest);
    }
}
