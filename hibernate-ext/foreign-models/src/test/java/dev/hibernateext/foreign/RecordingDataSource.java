/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a driver is asked to do: each statement's text, which parameters are bound by which method, each
 * execution and batch, each end of a transaction. Values are left out, as some are random or the time.
 */
final class RecordingDataSource implements DataSource, AutoCloseable {

    private static final Set<String> TRANSACTION = Set.of("commit", "rollback", "setAutoCommit", "setSavepoint");

    private final DatabaseAddress address;
    private final Transcript transcript;
    private final Deque<Connection> idle = new ArrayDeque<>();

    RecordingDataSource(DatabaseAddress address, Transcript transcript) {
        this.address = address;
        this.transcript = transcript;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var reused = idle.poll();
        var connection = reused == null ? address.connect() : reused;
        return proxy(Connection.class, connection, this::connectionCall);
    }

    /** Really closes the connections. */
    @Override
    public void close() throws SQLException {
        for (var connection : idle) {
            connection.close();
        }
    }

    private @Nullable Object connectionCall(Object connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("prepare")) {
            transcript.line("prepare " + arguments[0]);
        } else if (TRANSACTION.contains(method.getName())) {
            transcript.line(method.getName());
        } else if (method.getName().equals("close")) {
            idle.push((Connection) connection);
            return null;
        }
        return wrapped(call(connection, method, arguments));
    }

    private @Nullable Object wrapped(@Nullable Object result) {
        if (result instanceof CallableStatement statement) {
            return proxy(CallableStatement.class, statement, this::statementCall);
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement, this::statementCall);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement, this::statementCall) : result;
    }

    private @Nullable Object statementCall(Object statement, Method method, Object[] arguments) throws Throwable {
        var name = method.getName();
        if (name.startsWith("execute") || name.equals("addBatch")) {
            transcript.line("  " + name + (arguments.length > 0 ? " " + arguments[0] : ""));
        } else if (name.startsWith("set") && arguments.length > 1) {
            transcript.line("  " + name + " " + arguments[0]);
        }
        return call(statement, method, arguments);
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        return type.cast(Proxy.newProxyInstance(
                RecordingDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.to(target, method, arguments == null ? new Object[0] : arguments)));
    }

    private interface Call {

        @Nullable
        Object to(Object target, Method method, Object[] arguments) throws Throwable;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("Only the user given at the start.");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("No logger.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
