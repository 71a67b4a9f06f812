/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pooled data source on a database under test that records what it is sent, can be made to fail and knows who holds a
 * connection. The pool has no limit and checks nothing on its own, so counts are exact.
 *
 * <p>Safe for use by many threads.
 */
public final class TestDataSource implements DataSource, AutoCloseable {

    private final ConnectionPool pool;
    private final StatementRecorder recorder;
    private final JdbcFaults faults = new JdbcFaults();
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentHashMap<ConnectionHandler, OpenConnection> open = new ConcurrentHashMap<>();

    /**
     * Opens nothing yet.
     *
     * @param database where its connections go
     */
    public TestDataSource(DatabaseUnderTest database) {
        var traffic = database.kind() == DatabaseKind.H2 ? null : new WireTraffic();
        this.pool = new ConnectionPool(database, traffic);
        this.recorder = new StatementRecorder(traffic);
    }

    /**
     * What was executed through this data source.
     *
     * @return always the same recorder
     */
    public StatementRecorder recorder() {
        return recorder;
    }

    /**
     * Where failures are armed.
     *
     * @return always the same object
     */
    public JdbcFaults faults() {
        return faults;
    }

    /**
     * Who holds a connection now.
     *
     * @return the oldest first; empty when all are back in the pool
     */
    public List<OpenConnection> openConnections() {
        return open.values().stream()
                .sorted(Comparator.comparingLong(OpenConnection::number))
                .toList();
    }

    /**
     * Takes back every connection somebody still holds; it is rolled back and its holder finds it closed.
     *
     * @throws SQLException if one cannot be closed; the others may then still be open
     */
    public void reclaimConnections() throws SQLException {
        Collection<ConnectionHandler> handlers = List.copyOf(open.keySet());
        for (var handler : handlers) {
            handler.release();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return (Connection) requireNonNull(faults.around("getConnection", this::lease));
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The database under test has one user.");
    }

    /** Closes the idle connections; those still held are closed when they are given back. */
    @Override
    public void close() throws SQLException {
        pool.close();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper of " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("Nothing is written.");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("A login time-out would move the connect to another thread.");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Nothing is logged.");
    }

    private Connection lease() throws SQLException {
        var handler = new ConnectionHandler(pool.take(), this);
        open.put(handler, new OpenConnection(taken.incrementAndGet(), new Throwable("opened here")));
        return handler.proxy();
    }

    void released(ConnectionHandler handler, Connection connection) throws SQLException {
        open.remove(handler);
        if (handler.isAltered()) {
            connection.close();
        } else {
            pool.giveBack(connection);
        }
    }
}
