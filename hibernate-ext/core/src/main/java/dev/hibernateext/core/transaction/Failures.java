/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import static dev.hibernateext.core.transaction.RetryableFailure.CONNECTION_LOST;
import static dev.hibernateext.core.transaction.RetryableFailure.DEADLOCK;
import static dev.hibernateext.core.transaction.RetryableFailure.LOCK_TIMEOUT;
import static dev.hibernateext.core.transaction.RetryableFailure.OPTIMISTIC_CONFLICT;
import static dev.hibernateext.core.transaction.RetryableFailure.SERIALIZATION;

import dev.hibernateext.core.transaction.internal.SqlStates;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.hibernate.StaleStateException;
import org.hibernate.dialect.lock.OptimisticEntityLockException;
import org.hibernate.exception.SnapshotIsolationException;
import org.jspecify.annotations.Nullable;

/** Reads from exceptions what went wrong. Codes from appendix A of the PostgreSQL manual and the MariaDB error code table. */
final class Failures {

    private static final int MARIADB_RECORD_CHANGED = 1020;
    private static final int MARIADB_LOCK_WAIT_TIMEOUT = 1205;
    private static final int MARIADB_DEADLOCK = 1213;
    private static final int H2_LOCK_TIMEOUT = 50200;
    private static final int H2_CONCURRENT_UPDATE = 90131;

    private Failures() {}

    /**
     * What kind of retryable failure is behind an exception, if it is one. A {@code VersionConflictException} is one by its cause:
     * without a cause the row differs from what a client stated, and would again.
     */
    static @Nullable RetryableFailure kindOf(Throwable failure) {
        if (failure instanceof TransactionOutcomeUnknownException) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var kind = ownKindOf(cause);
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable RetryableFailure ownKindOf(Throwable failure) {
        if (failure instanceof CommitLostException) {
            return CONNECTION_LOST;
        }
        if (failure instanceof SQLException sql) {
            return kindOf(sql);
        }
        return isOptimisticConflict(failure) && SqlStates.of(failure) == null ? OPTIMISTIC_CONFLICT : null;
    }

    /** Whether Hibernate found a row stale; whoever throws an OptimisticLockException without that knows better himself. */
    static boolean isStaleWrite(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StaleStateException
                    || cause instanceof OptimisticEntityLockException
                    || cause instanceof SnapshotIsolationException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOptimisticConflict(Throwable failure) {
        return failure instanceof OptimisticLockException
                || failure instanceof StaleStateException
                || failure instanceof OptimisticEntityLockException;
    }

    private static @Nullable RetryableFailure kindOf(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case MARIADB_RECORD_CHANGED, H2_CONCURRENT_UPDATE -> SERIALIZATION;
            case MARIADB_DEADLOCK -> DEADLOCK;
            case MARIADB_LOCK_WAIT_TIMEOUT, H2_LOCK_TIMEOUT -> LOCK_TIMEOUT;
            default -> kindOfState(failure);
        };
    }

    private static @Nullable RetryableFailure kindOfState(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) {
            return null;
        }
        return switch (state) {
            case "40001" -> SERIALIZATION;
            case "40P01" -> DEADLOCK;
            case "55P03" -> LOCK_TIMEOUT;
            default -> SqlStates.isConnectionLoss(failure) ? CONNECTION_LOST : null;
        };
    }
}
