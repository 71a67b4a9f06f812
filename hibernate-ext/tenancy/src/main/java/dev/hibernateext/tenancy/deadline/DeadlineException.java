/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.deadline;

import dev.hibernateext.core.HibernateExtException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The time for a connection was up, or too little of it was left to ask for one. The database may be well: it was not asked, or
 * did not have the time to answer.
 */
public final class DeadlineException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String database;
    private final transient List<Wait> waits;

    private DeadlineException(String database, List<Wait> waits, String message) {
        super("tenancy.deadline", message, null);
        this.database = database;
        this.waits = waits;
    }

    static DeadlineException tooLate(String database, Deadline deadline, Duration answer) {
        return new DeadlineException(
                database,
                deadline.waits(),
                "The pool of the database '%s' was not asked for a connection: %d ms of %d are left, and its answer may take %d.%s Repeat the work later, or allow more time: TimelyDataSource must be told of less than is there."
                        .formatted(
                                database,
                                Math.max(
                                        0,
                                        Duration.ofNanos(deadline.remainingNanos())
                                                .toMillis()),
                                deadline.length().toMillis(),
                                answer.toMillis(),
                                deadline.account()));
    }

    /**
     * For what stands before pools.
     *
     * @param database whose connection was asked for
     * @param deadline that is over
     * @param state what was under way: {@code "its pool is being opened"}
     * @return the error
     */
    public static DeadlineException over(String database, Deadline deadline, String state) {
        return new DeadlineException(
                database,
                deadline.waits(),
                "The database '%s' gave no connection within the %d ms that were left for it: %s.%s Repeat the work later, or allow more time."
                        .formatted(database, deadline.length().toMillis(), state, deadline.account()));
    }

    /**
     * Whose connection was asked for.
     *
     * @return the name of the database
     */
    public String database() {
        return database;
    }

    /**
     * What was waited for before.
     *
     * @return in its order
     */
    public List<Wait> waits() {
        return waits;
    }

    /** 503 (Service Unavailable, RFC 9110 section 15.6.4): the same request may succeed later. */
    @Override
    public int status() {
        return 503;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "database",
                database,
                "waitedMillis",
                waits.stream().mapToLong(wait -> wait.time().toMillis()).sum());
    }
}
