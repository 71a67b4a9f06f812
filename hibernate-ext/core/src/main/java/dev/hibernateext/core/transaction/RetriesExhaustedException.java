/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/**
 * A unit of work failed at each attempt its {@link Retries} allow. Nothing was committed. The cause is the last failure; the
 * earlier ones are suppressed exceptions of this one.
 */
public final class RetriesExhaustedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final int attempts;

    private RetriesExhaustedException(int attempts, String message, Throwable cause) {
        super("transaction.retries-exhausted", message, cause);
        this.attempts = attempts;
    }

    static RetriesExhaustedException after(int attempts, RetryableFailure kind, Throwable last) {
        return new RetriesExhaustedException(
                attempts,
                "The unit of work failed at %d of %d attempts, the last time with %s. Try again later, allow more attempts, or make the transaction shorter."
                        .formatted(attempts, attempts, kind),
                last);
    }

    /**
     * How often the work ran.
     *
     * @return at least 2
     */
    public int attempts() {
        return attempts;
    }

    /** 503 (Service Unavailable, RFC 9110 section 15.6.4): the same request may succeed later. */
    @Override
    public int status() {
        return 503;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("attempts", attempts);
    }
}
