/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One lease of a pooled connection. */
final class ConnectionHandler extends JdbcHandler<Connection> {

    /** SQLSTATE of the standard: connection does not exist. */
    private static final String NO_CONNECTION = "08003";

    /** What outlives a rollback, and costs a round trip to ask for. */
    private static final Set<String> LASTING = Set.of(
            "setTransactionIsolation",
            "setCatalog",
            "setSchema",
            "setHoldability",
            "setNetworkTimeout",
            "setClientInfo",
            "setTypeMap");

    private final TestDataSource source;
    private final AtomicBoolean altered = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();
    private final Set<Statement> statements = ConcurrentHashMap.newKeySet();

    ConnectionHandler(Connection target, TestDataSource source) {
        super(Connection.class, target, source.faults());
        this.source = source;
    }

    @Override
    @Nullable
    Object handle(Method method, Object @Nullable [] arguments) throws Throwable {
        var name = method.getName();
        if (name.equals("close")) {
            release();
            return null;
        }
        if (released.get()) {
            return afterRelease(name);
        }
        if (LASTING.contains(name)) {
            altered.set(true);
        }
        var result = forward(method, arguments);
        return result instanceof Statement statement ? observed(statement, arguments) : result;
    }

    void release() throws SQLException {
        if (released.compareAndSet(false, true)) {
            try {
                closeStatements();
            } finally {
                source.released(this, target());
            }
        }
    }

    /** Whether the next borrower would find settings that are not the database's own. */
    boolean isAltered() {
        return altered.get();
    }

    void closed(Statement statement) {
        statements.remove(statement);
    }

    StatementRecorder recorder() {
        return source.recorder();
    }

    private void closeStatements() throws SQLException {
        for (var statement : statements) {
            statement.close();
        }
    }

    private static Object afterRelease(String name) throws SQLException {
        return switch (name) {
            case "isClosed" -> true;
            case "isValid" -> false;
            default -> throw new SQLException("The connection was closed.", NO_CONNECTION);
        };
    }

    private Statement observed(Statement statement, Object @Nullable [] arguments) {
        statements.add(statement);
        var sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : null;
        if (statement instanceof CallableStatement callable) {
            return new StatementHandler<>(CallableStatement.class, callable, this, sql).proxy();
        }
        return statement instanceof PreparedStatement prepared
                ? new StatementHandler<>(PreparedStatement.class, prepared, this, sql).proxy()
                : new StatementHandler<>(Statement.class, statement, this, sql).proxy();
    }
}
