/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool that knows who holds its connections: since when, in which thread, and where each was borrowed.
 *
 * <pre>{@code
 * var pool = BorrowedConnections.over(HikariPools.open(settings), Clock.systemUTC());
 * pool.watch(true);
 * pool.heldFor(Duration.ofMinutes(1)).forEach(held -> log.warn(held));
 * }</pre>
 *
 * <p>While it does not watch, which is how it begins, connections are passed on as they are. While it does, each loan costs a
 * stack trace and a proxy. For use by many threads.
 */
public final class BorrowedConnections implements DataSource {

    private final DataSource pool;
    private final Clock clock;
    private final Set<Loan> loans = ConcurrentHashMap.newKeySet();
    private volatile boolean isWatching;

    private BorrowedConnections(DataSource pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Stands in front of a pool.
     *
     * @param pool stays the caller's to close
     * @param clock tells since when a connection is held
     * @return a pool that does not watch yet
     */
    public static BorrowedConnections over(DataSource pool, Clock clock) {
        return new BorrowedConnections(pool, clock);
    }

    /**
     * Begins to watch, or ends it. Connections borrowed while it did not watch are not reported.
     *
     * @param isOn whether to watch
     */
    public void watch(boolean isOn) {
        isWatching = isOn;
        if (!isOn) {
            loans.clear();
        }
    }

    /**
     * Who holds connections now.
     *
     * @return the longest loan first
     */
    public List<BorrowedConnection> held() {
        return heldFor(Duration.ZERO);
    }

    /**
     * Who holds connections too long.
     *
     * @param atLeast how long one is held
     * @return the longest loan first
     */
    public List<BorrowedConnection> heldFor(Duration atLeast) {
        loans.removeIf(Loan::isOver);
        var now = clock.instant();
        return loans.stream()
                .map(loan -> loan.at(now))
                .filter(loan -> loan.held().compareTo(atLeast) >= 0)
                .sorted(Comparator.comparing(BorrowedConnection::since))
                .toList();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return noted(pool.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return noted(pool.getConnection(username, password));
    }

    private Connection noted(Connection connection) {
        if (!isWatching) {
            return connection;
        }
        var loan = new Loan(connection, clock.instant(), Thread.currentThread().getName(), borrower(), loans::remove);
        loans.add(loan);
        return loan.proxy();
    }

    private static List<StackTraceElement> borrower() {
        return Arrays.stream(Thread.currentThread().getStackTrace())
                .dropWhile(frame -> !frame.getClassName().equals(BorrowedConnections.class.getName()))
                .dropWhile(frame -> frame.getClassName().equals(BorrowedConnections.class.getName()))
                .toList();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pool) || pool.isWrapperFor(type);
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
}
