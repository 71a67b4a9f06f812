/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.deadline.Deadline;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The pool of a database, whichever it is when a connection is asked for. Does not show it: nobody would lease it. */
record LeasedSource(PoolDesk desk, DatabaseName database) implements DataSource {

    /** Takes a connection from a pool. */
    @FunctionalInterface
    private interface Taking {

        Connection from(DataSource pool) throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return leased(DataSource::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return leased(pool -> pool.getConnection(user, password));
    }

    private Connection leased(Taking taking) throws SQLException {
        try (var deadline = Deadline.open(desk.waitTimeout())) {
            return leased(taking, desk.lease(database, deadline));
        }
    }

    private Connection leased(Taking taking, Lease lease) throws SQLException {
        try {
            return new LeasedConnection(taking.from(lease.slot().pool()), lease, desk);
        } catch (SQLException e) {
            desk.giveBack(lease);
            throw UnreachableDatabaseException.noConnection(database, e);
        } catch (RuntimeException | Error e) {
            desk.giveBack(lease);
            throw e;
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException(
                "The pool of the database '%s' may be closed at any time and is not shown".formatted(database));
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** As the pool has it. */
    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("Set it on the pool");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        throw new SQLFeatureNotSupportedException("Set it on the pool");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The pool has it");
    }
}
