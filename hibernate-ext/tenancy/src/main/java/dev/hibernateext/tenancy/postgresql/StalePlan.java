/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What PostgreSQL says to a statement that was prepared for other columns: "cached plan must not change result type". */
final class StalePlan {

    /** SQLSTATE of PostgreSQL: feature not supported. */
    private static final String NOT_SUPPORTED = "0A000";

    /** Where the server says it. The text itself is in the language of the server. */
    private static final String ROUTINE = "RevalidateCachedQuery";

    /** Of the driver whose classes are known here; others may not have them. */
    private static final String DRIVERS = "org.postgresql.util.PSQLException";

    private StalePlan() {}

    /** Whether it is behind a failure. That of a batch has it as its cause. */
    static boolean isBehind(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NOT_SUPPORTED.equals(sql.getSQLState()) && isNamed(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(SQLException failure) {
        return failure.getClass().getName().equals(DRIVERS) && ROUTINE.equals(routine((PSQLException) failure));
    }

    private static @Nullable String routine(PSQLException failure) {
        var said = failure.getServerErrorMessage();
        return said == null ? null : said.getRoutine();
    }
}
