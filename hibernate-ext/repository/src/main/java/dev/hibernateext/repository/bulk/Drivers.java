/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Tells which driver a session has. PostgreSQL's may be absent, as an optional dependency. */
final class Drivers {

    private static final boolean HAS_POSTGRESQL = isPresent("org.postgresql.jdbc.PgArray");

    private Drivers() {}

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Drivers.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether values can be sent in binary. */
    static boolean isPostgresqlBehind(SharedSessionContractImplementor session) {
        return HAS_POSTGRESQL && isPostgresql(connection(session), session);
    }

    private static boolean isPostgresql(Connection connection, SharedSessionContractImplementor session) {
        try {
            return PostgresqlDriver.isBehind(connection);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Cannot tell the driver");
        }
    }

    /** Where a server of PostgreSQL says it was when it failed, or null. */
    static @Nullable String context(SQLException error) {
        return HAS_POSTGRESQL ? PostgresqlDriver.context(error) : null;
    }

    static Connection connection(SharedSessionContractImplementor session) {
        return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
    }
}
