/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

/** Failures after which the same unit of work may succeed when it is run again. In each case nothing was committed. */
public enum RetryableFailure {

    /**
     * The database could not order the transaction among concurrent ones: SQLSTATE 40001 of the SQL standard; on MariaDB also
     * error 1020 (record has changed since last read).
     */
    SERIALIZATION,

    /** The database chose the transaction as the victim of a deadlock: 40P01 on PostgreSQL, error 1213 on MariaDB. */
    DEADLOCK,

    /**
     * Somebody else changed a row between its reading and its writing: a version check failed. A row that differs from a version
     * stated by a client is none, because it will differ again.
     */
    OPTIMISTIC_CONFLICT,

    /** A lock was not granted in time: 55P03 on PostgreSQL, error 1205 on MariaDB, HYT00 on H2. */
    LOCK_TIMEOUT,

    /**
     * The connection broke before the commit was sent, or the database said that the commit did not happen: classes 08 of
     * the SQL standard and 57P of PostgreSQL. A commit whose outcome is unknown is never retried.
     */
    CONNECTION_LOST
}
