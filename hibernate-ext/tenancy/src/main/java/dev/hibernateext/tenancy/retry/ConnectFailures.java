/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which failures to connect may pass by themselves. */
final class ConnectFailures {

    /** SQLSTATE class of the standard: connection exception. MariaDB has its limit of connections in it, 08004. */
    private static final String CONNECTION_EXCEPTION = "08";

    /**
     * SQLSTATEs of PostgreSQL, appendix A of its manual: too_many_connections, admin_shutdown, crash_shutdown and
     * cannot_connect_now.
     */
    private static final Set<String> PASSING = Set.of("53300", "57P01", "57P02", "57P03");

    private ConnectFailures() {}

    /**
     * Whether another attempt may succeed. A pool that failed to start keeps the database's error as the cause, and one that timed
     * out has its SQLSTATE (HikariCP), or none if the pool itself was used up.
     */
    static boolean mayPass(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error) {
                return mayPass(error);
            }
        }
        return false;
    }

    /** With its causes and those behind it, which is how a {@code SQLException} iterates. */
    private static boolean mayPass(SQLException error) {
        for (var part : error) {
            if (part instanceof SQLException one && mayPass(one.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayPass(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION_EXCEPTION) || PASSING.contains(state));
    }
}
