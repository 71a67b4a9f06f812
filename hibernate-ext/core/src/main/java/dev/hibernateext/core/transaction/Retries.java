/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often, when and after which failures a unit of work is run again. Only the outermost transaction is retried, as a whole
 * and in a new session.
 *
 * @param attempts how often the work may run in all, at least 1; 1 means no retry
 * @param initialDelay the wait before the second attempt, not negative
 * @param maxDelay the longest wait, at least the initial one
 * @param multiplier by how much the wait grows from attempt to attempt, at least 1
 * @param jitter by which part of itself a wait is randomly longer or shorter, from 0 to 1; it keeps those who collided
 *     from colliding again
 * @param failures what is retried; everything else passes at once and unchanged
 */
public record Retries(
        int attempts,
        Duration initialDelay,
        Duration maxDelay,
        double multiplier,
        double jitter,
        Set<RetryableFailure> failures) {

    private static final Set<RetryableFailure> CONFLICTS =
            Set.of(RetryableFailure.SERIALIZATION, RetryableFailure.DEADLOCK, RetryableFailure.OPTIMISTIC_CONFLICT);

    /** Checks the ranges. */
    public Retries {
        require(attempts >= 1, "attempts", attempts, "at least 1");
        require(!initialDelay.isNegative(), "initialDelay", initialDelay, "not negative");
        require(maxDelay.compareTo(initialDelay) >= 0, "maxDelay", maxDelay, "at least the initial delay");
        require(multiplier >= 1 && multiplier <= 1000, "multiplier", multiplier, "from 1 to 1000");
        require(jitter >= 0 && jitter <= 1, "jitter", jitter, "from 0 to 1");
        failures = failures.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(failures));
    }

    private static void require(boolean valid, String name, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException("Cannot retry with %s %s. Make it %s.".formatted(name, value, allowed));
        }
    }

    /**
     * One attempt.
     *
     * @return no retries
     */
    public static Retries none() {
        return upTo(1);
    }

    /**
     * Several attempts after conflicts with other transactions (serialization failures, deadlocks, optimistic conflicts),
     * with waits of 10 ms that double up to 1 s, each up to a half longer or shorter.
     *
     * @param attempts how often the work may run in all, at least 1
     * @return the retries
     */
    public static Retries upTo(int attempts) {
        return new Retries(attempts, Duration.ofMillis(10), Duration.ofSeconds(1), 2, 0.5, CONFLICTS);
    }

    /**
     * A copy with other waits.
     *
     * @param initial the wait before the second attempt
     * @param max the longest wait
     * @return the copy
     */
    public Retries withDelays(Duration initial, Duration max) {
        return new Retries(attempts, initial, max, multiplier, jitter, failures);
    }

    /**
     * A copy with another growth of the waits.
     *
     * @param factor at least 1
     * @return the copy
     */
    public Retries withMultiplier(double factor) {
        return new Retries(attempts, initialDelay, maxDelay, factor, jitter, failures);
    }

    /**
     * A copy with another randomness of the waits.
     *
     * @param part from 0 to 1
     * @return the copy
     */
    public Retries withJitter(double part) {
        return new Retries(attempts, initialDelay, maxDelay, multiplier, part, failures);
    }

    /**
     * A copy for other failures.
     *
     * @param first a failure to retry
     * @param others more of them
     * @return the copy, which retries these and no others
     */
    public Retries withFailures(RetryableFailure first, RetryableFailure... others) {
        return new Retries(attempts, initialDelay, maxDelay, multiplier, jitter, EnumSet.of(first, others));
    }

    boolean isAllowed() {
        return attempts > 1;
    }

    /** Whether a failure of an attempt, counted from 1, leads to another one. */
    boolean goOnAfter(int attempt, @Nullable RetryableFailure failure) {
        return failure != null && attempt < attempts && failures.contains(failure);
    }
}
