/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a unit of work wants its transaction. Immutable; start with {@link #defaults()} and change what differs.
 *
 * <p>A unit of work that joins an outer transaction takes that one as it is; if it asks for more isolation than the outer has, or
 * does not say that it only reads where the outer only reads, it fails with an {@link IncompatibleTransactionException}. Timeout and retries are
 * those of the outermost.
 *
 * @param propagation what happens when a transaction is in progress
 * @param isolation the isolation of a new transaction
 * @param readOnly whether a new transaction only reads: the connection is told so, and entities are loaded without the state
 *     needed to find changes
 * @param timeout how long a new transaction may take, to the second; null for no limit
 * @param retries how often and after what the work is run again
 * @param outcomeWait how long to ask the database for the outcome of a commit whose connection was lost; null for not at all. It
 *     works on PostgreSQL, where it costs each writing transaction a round trip and a flush of the write-ahead log before the
 *     commit
 */
public record TransactionPolicy(
        Propagation propagation,
        Isolation isolation,
        boolean readOnly,
        @Nullable Duration timeout,
        Retries retries,
        @Nullable Duration outcomeWait) {

    private static final TransactionPolicy DEFAULTS =
            new TransactionPolicy(Propagation.REQUIRED, Isolation.AS_CONFIGURED, false, null, Retries.none(), null);

    /** Checks the ranges. */
    public TransactionPolicy {
        requirePositive("timeout", timeout);
        requirePositive("outcomeWait", outcomeWait);
    }

    private static void requirePositive(String name, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new IllegalArgumentException(
                    "Cannot use a transaction policy with %s %s. Make it positive, or null.".formatted(name, duration));
        }
    }

    /**
     * Joins or begins a transaction that writes, with the isolation of the connection, no timeout and no retry.
     *
     * @return the policy of {@link Transactions} that were given none
     */
    public static TransactionPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another propagation.
     *
     * @param value what happens when a transaction is in progress
     * @return the copy
     */
    public TransactionPolicy withPropagation(Propagation value) {
        return new TransactionPolicy(value, isolation, readOnly, timeout, retries, outcomeWait);
    }

    /**
     * A copy with another isolation.
     *
     * @param value the isolation of a new transaction
     * @return the copy
     */
    public TransactionPolicy withIsolation(Isolation value) {
        return new TransactionPolicy(propagation, value, readOnly, timeout, retries, outcomeWait);
    }

    /**
     * A copy that only reads, or not.
     *
     * @param value whether a new transaction only reads
     * @return the copy
     */
    public TransactionPolicy withReadOnly(boolean value) {
        return new TransactionPolicy(propagation, isolation, value, timeout, retries, outcomeWait);
    }

    /**
     * A copy with another timeout.
     *
     * @param value positive; rounded up to seconds
     * @return the copy
     */
    public TransactionPolicy withTimeout(Duration value) {
        return new TransactionPolicy(propagation, isolation, readOnly, value, retries, outcomeWait);
    }

    /**
     * A copy with other retries.
     *
     * @param value how often and after what the work is run again
     * @return the copy
     */
    public TransactionPolicy withRetries(Retries value) {
        return new TransactionPolicy(propagation, isolation, readOnly, timeout, value, outcomeWait);
    }

    /**
     * A copy that asks PostgreSQL for the outcome of a commit whose connection was lost.
     *
     * @param wait how long to keep asking, long enough for a restart or a switch to another server; positive
     * @return the copy
     */
    public TransactionPolicy withOutcomeWait(Duration wait) {
        return new TransactionPolicy(propagation, isolation, readOnly, timeout, retries, wait);
    }
}
