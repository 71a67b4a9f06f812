/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * What stands at the other end of a connection to PostgreSQL.
 *
 * @param pooled whether a pooler does, which may serve each transaction by another process: the process is not the one the
 *     driver was told of when it connected, or another one than for the transaction before
 * @param statementsPrepared whether the driver prepares statements by name, which another process does not know
 */
public record ServerProcesses(boolean pooled, boolean statementsPrepared) {

    /** The one whose classes are known here; others may not have them. */
    private static final String DRIVER = "PostgreSQL JDBC Driver";

    /**
     * Looks, by two transactions. A pooler that makes up no number and has one process for all is not seen.
     *
     * @param connection without a transaction
     * @return what is there
     * @throws SQLException if the server does not answer
     */
    public static ServerProcesses behind(Connection connection) throws SQLException {
        var first = process(connection);
        var second = process(connection);
        if (!DRIVER.equals(connection.getMetaData().getDriverName()) || !connection.isWrapperFor(PGConnection.class)) {
            return new ServerProcesses(first != second, false);
        }
        var driver = connection.unwrap(PGConnection.class);
        return new ServerProcesses(
                first != second || first != driver.getBackendPID(), driver.getPrepareThreshold() != 0);
    }

    private static int process(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }
}
