/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction.internal;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What SQLSTATEs tell about the connection and the transaction. Classes from ISO/IEC 9075-2, table "SQLSTATE class". */
public final class SqlStates {

    /*
     * Classes with which a server refuses a statement, so that it cannot have committed: data exception, integrity
     * constraint violation, invalid transaction state, triggered data change violation, invalid transaction termination,
     * transaction rollback, syntax error or access violation, with check option violation; and of PostgreSQL (appendix A
     * of its manual): insufficient resources, program limit exceeded, object not in prerequisite state, PL/pgSQL error.
     */
    private static final Set<String> REFUSALS =
            Set.of("22", "23", "25", "27", "2D", "40", "42", "44", "53", "54", "55", "P0");

    /** "Statement completion unknown" of the standard, in a class that is a refusal otherwise. */
    private static final String COMPLETION_UNKNOWN = "40003";

    private SqlStates() {}

    /** The first SQL exception behind a failure. */
    public static @Nullable SQLException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** Whether the server itself said no, which proves that it has not committed. */
    public static boolean isRefusal(SQLException failure) {
        var state = failure.getSQLState();
        return state != null
                && state.length() == 5
                && REFUSALS.contains(state.substring(0, 2))
                && !COMPLETION_UNKNOWN.equals(state);
    }

    /** Whether the connection is gone: class 08, or 57P01 to 57P05 of PostgreSQL (shutdown, crash, start-up). */
    public static boolean isConnectionLoss(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
