/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.StatementWatch.Watched;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Shows what is prepared on a connection. Hibernate gets the statements as they are, others get them watched. */
record WatchedConnection(Connection inner, Watched statements) implements InvocationHandler {

    static Connection around(Connection inner, Watched statements) {
        return (Connection) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new WatchedConnection(inner, statements));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> prepare(self, method, arguments, PreparedStatement.class);
            case "prepareCall" -> watch(self, method, arguments, CallableStatement.class);
            case "createStatement" -> watch(self, method, arguments, Statement.class);
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> forward(inner, method, arguments);
        };
    }

    private @Nullable Object prepare(
            Object self, Method method, @Nullable Object @Nullable [] arguments, Class<? extends Statement> type)
            throws Throwable {
        if (arguments != null && arguments[0] instanceof String sql) {
            statements.runs(sql);
        }
        return watch(self, method, arguments, type);
    }

    private @Nullable Object watch(
            Object self, Method method, @Nullable Object @Nullable [] arguments, Class<? extends Statement> type)
            throws Throwable {
        var statement = forward(inner, method, arguments);
        return statement == null || statements.isHibernates()
                ? statement
                : WatchedStatement.around((Statement) statement, (Connection) self, statements, type);
    }

    static @Nullable Object forward(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
