/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one unit of work until it succeeds, fails for good, or has failed too often. Belongs to one thread. */
final class Attempts {

    private final Retries retries;
    private final List<Throwable> failures = new ArrayList<>(0);

    Attempts(Retries retries) {
        this.retries = retries;
    }

    <R extends @Nullable Object, X extends Exception> R run(Attempt<R, X> attempt) throws X {
        try {
            return Failsafe.with(policy()).get(context -> runOnce(attempt, context.getAttemptCount() + 1));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw Attempts.<X>unchecked(verdict(e));
        } catch (RuntimeException | Error e) {
            throw Attempts.<X>unchecked(verdict(e));
        }
    }

    private <R extends @Nullable Object, X extends Exception> R runOnce(Attempt<R, X> attempt, int number) throws X {
        try {
            return attempt.run(number);
        } catch (Throwable t) {
            failures.add(t);
            throw t;
        }
    }

    private RetryPolicy<Object> policy() {
        var builder = RetryPolicy.builder().handleIf(this::isRetryable).withMaxAttempts(retries.attempts());
        delay(builder);
        return builder.build();
    }

    private void delay(RetryPolicyBuilder<Object> builder) {
        if (retries.initialDelay().isZero()) {
            return;
        }
        if (retries.multiplier() > 1 && retries.maxDelay().compareTo(retries.initialDelay()) > 0) {
            builder.withBackoff(retries.initialDelay(), retries.maxDelay(), retries.multiplier());
        } else {
            builder.withDelay(retries.initialDelay());
        }
        if (retries.jitter() > 0) {
            builder.withJitter(retries.jitter());
        }
    }

    private boolean isRetryable(@Nullable Throwable failure) {
        return failure != null && retryableKindOf(failure) != null;
    }

    private @Nullable RetryableFailure retryableKindOf(Throwable failure) {
        var kind = Failures.kindOf(failure);
        return kind != null && retries.failures().contains(kind) ? kind : null;
    }

    private Throwable verdict(Throwable thrown) {
        if (failures.isEmpty()) {
            return thrown;
        }
        var last = failures.remove(failures.size() - 1);
        var kind = retryableKindOf(last);
        var verdict = kind != null && failures.size() + 1 >= retries.attempts()
                ? RetriesExhaustedException.after(retries.attempts(), kind, last)
                : last;
        failures.stream().filter(earlier -> earlier != verdict).forEach(verdict::addSuppressed);
        return verdict;
    }

    /** What the attempt threw is an X, an unchecked exception or an error. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> X unchecked(Throwable failure) throws X {
        throw (X) failure;
    }

    /** One attempt, in a transaction of its own. */
    @FunctionalInterface
    interface Attempt<R extends @Nullable Object, X extends Exception> {

        R run(int number) throws X;
    }
}
