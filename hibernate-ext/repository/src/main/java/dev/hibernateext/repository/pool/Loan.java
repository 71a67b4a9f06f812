/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection that is out, from getting it to closing it. */
final class Loan implements InvocationHandler {

    private final Connection connection;
    private final Instant since;
    private final String thread;
    private final List<StackTraceElement> stack;
    private final Consumer<Loan> end;

    Loan(Connection connection, Instant since, String thread, List<StackTraceElement> stack, Consumer<Loan> end) {
        this.connection = connection;
        this.since = since;
        this.thread = thread;
        this.stack = stack;
        this.end = end;
    }

    Connection proxy() {
        return (Connection)
                Proxy.newProxyInstance(Loan.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    BorrowedConnection at(Instant now) {
        return new BorrowedConnection(thread, since, Duration.between(since, now), stack);
    }

    /** A connection can also be closed through one of its statements. */
    boolean isOver() {
        try {
            return connection.isClosed();
        } catch (SQLException e) { // What cannot be asked is still out.
            return false;
        }
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == self;
            case "hashCode" -> System.identityHashCode(self);
            case "close", "abort" -> ended(method, arguments);
            default -> forward(method, arguments);
        };
    }

    private @Nullable Object ended(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return forward(method, arguments);
        } finally {
            end.accept(this);
        }
    }

    private @Nullable Object forward(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
