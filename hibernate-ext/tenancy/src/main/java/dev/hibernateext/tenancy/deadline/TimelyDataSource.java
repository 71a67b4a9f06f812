/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.deadline;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks a pool for connections while there is time for its answer. A pool has one time-out for all, and cannot be told of the
 * {@link Deadline} in force; whoever asks it with less time left than it may take waits beyond the deadline. Here it gets a
 * {@link DeadlineException} at once. Right around each pool:
 *
 * <pre>{@code
 * config.setConnectionTimeout(250);
 * return new TimelyDataSource("main", new HikariDataSource(config), Duration.ofMillis(250));
 * }</pre>
 *
 * <p>Without a deadline it passes on what it is asked. Closing it closes the pool.
 */
public final class TimelyDataSource implements DataSource, AutoCloseable {

    private final String database;
    private final DataSource pool;
    private final Duration answer;

    /**
     * Before a pool.
     *
     * @param database its name, for errors
     * @param pool closed with this if it is {@link AutoCloseable}
     * @param answer how long the pool takes at most until it gives a connection or fails, as it is set itself: of HikariCP the
     *     {@code connectionTimeout}, and the {@code validationTimeout} where it keeps idle connections
     */
    public TimelyDataSource(String database, DataSource pool, Duration answer) {
        this.database = database;
        this.pool = pool;
        this.answer = answer;
    }

    /**
     * Takes a connection.
     *
     * @return as the pool gives it
     * @throws DeadlineException if its answer may come too late
     * @throws SQLException if the pool has none
     */
    @Override
    public Connection getConnection() throws SQLException {
        requireTime();
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        requireTime();
        return pool.getConnection(user, password);
    }

    private void requireTime() {
        var deadline = Deadline.current();
        if (deadline.remainingNanos() < answer.toNanos()) {
            throw DeadlineException.tooLate(database, deadline, answer);
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(pool) || pool.isWrapperFor(type);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        pool.setLogWriter(writer);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    /**
     * Closes the pool.
     *
     * @throws Exception as the pool does
     */
    @Override
    public void close() throws Exception {
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
