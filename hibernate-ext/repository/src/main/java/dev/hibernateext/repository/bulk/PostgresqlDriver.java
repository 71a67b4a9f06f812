/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;

/** What PostgreSQL's driver does beyond JDBC. The only class that needs it. */
final class PostgresqlDriver {

    private PostgresqlDriver() {}

    /** The simple protocol has no binary parameters. */
    static boolean isBehind(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getPreferQueryMode() != PreferQueryMode.SIMPLE;
    }

    /** An array whose bytes are sent as they are. */
    static Array array(Connection connection, int oid, byte[] bytes) throws SQLException {
        return new PgArray(connection.unwrap(BaseConnection.class), oid, bytes);
    }

    /** Sends bytes in the format the statement names; returns how many rows they were. */
    static long copy(Connection connection, String sql, WireBuffer bytes) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(bytes.bytes(), 0, bytes.length());
            return copy.endCopy();
        } finally {
            cancel(copy);
        }
    }

    private static void cancel(CopyIn copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    /** Where the server was when it failed, as it tells: "COPY track, line 3, column price". */
    static @Nullable String context(SQLException error) {
        var message = error instanceof PSQLException failure ? failure.getServerErrorMessage() : null;
        return message == null ? null : message.getWhere();
    }
}
