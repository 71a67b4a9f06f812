/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Statements that change rows of a table and leave their versions as they are: after such a one, a row may be another than the one a
 * session has read with the same version. Safe for use by many threads.
 */
final class VersionPasses {

    private static final long FOREVER = Long.MAX_VALUE;

    private final Writes inTransactions = new Writes();
    private volatile boolean isUnending;

    /** Whether the session has not done so before in its transaction. */
    boolean begin(SharedSessionContractImplementor session, long now) {
        return inTransactions.begin(session, FOREVER, now);
    }

    void end(SharedSessionContractImplementor session, long now) {
        inTransactions.end(session, WrittenColumns.ALL, now);
    }

    /** Outside a transaction nobody says when the statement has ended. */
    void neverEnd() {
        isUnending = true;
    }

    /** Whether none was going on since. */
    boolean isNoneSince(long timestamp, long now) {
        var end = inTransactions.endOfAll(now);
        return !isUnending && end.isPresent() && end.getAsLong() < timestamp;
    }
}
