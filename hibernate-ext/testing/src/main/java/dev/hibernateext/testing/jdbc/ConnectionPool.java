/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections for the next borrower and never sends anything of its own accord, so that round trips can be counted
 * exactly. Unbounded. Safe for use by many threads.
 */
final class ConnectionPool implements AutoCloseable {

    private final DatabaseUnderTest database;
    private final @Nullable WireTraffic traffic;

    /** Guarded by {@code this}. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    private boolean closed;

    ConnectionPool(DatabaseUnderTest database, @Nullable WireTraffic traffic) {
        this.database = database;
        this.traffic = traffic;
    }

    Connection take() throws SQLException {
        for (var connection = poll(); connection != null; connection = poll()) {
            if (!connection.isClosed()) {
                return connection;
            }
        }
        return open();
    }

    void giveBack(Connection connection) throws SQLException {
        if (!connection.isClosed() && reset(connection) && offer(connection)) {
            return;
        }
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        for (var connection : drain()) {
            connection.close();
        }
    }

    private synchronized @Nullable Connection poll() {
        return idle.pollLast();
    }

    private synchronized boolean offer(Connection connection) {
        return !closed && idle.add(connection);
    }

    private synchronized Iterable<Connection> drain() {
        closed = true;
        var all = new ArrayDeque<>(idle);
        idle.clear();
        return all;
    }

    private Connection open() throws SQLException {
        if (traffic == null || database.kind() == DatabaseKind.H2) {
            return database.connect();
        }
        try (var handshake = WireTraffic.Handshake.begin(traffic)) {
            return database.connectWith("socketFactory", CountingSocketFactory.class.getName());
        }
    }

    /** Whether the connection is fit for the next borrower. */
    private static boolean reset(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (connection.isReadOnly()) {
                connection.setReadOnly(false);
            }
            connection.clearWarnings();
            return true;
        } catch (SQLException broken) {
            return false;
        }
    }
}
