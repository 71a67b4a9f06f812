/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.StatementWatch.Watched;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Shows the texts a statement executes. */
record WatchedStatement(Statement inner, Connection connection, Watched statements) implements InvocationHandler {

    static Statement around(
            Statement inner, Connection connection, Watched statements, Class<? extends Statement> type) {
        return (Statement) Proxy.newProxyInstance(
                WatchedStatement.class.getClassLoader(),
                new Class<?>[] {type},
                new WatchedStatement(inner, connection, statements));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var name = method.getName();
        if (arguments != null
                && arguments[0] instanceof String sql
                && (name.startsWith("execute") || name.equals("addBatch"))) {
            statements.runs(sql);
        }
        return switch (name) {
            case "getConnection" -> connection;
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> WatchedConnection.forward(inner, method, arguments);
        };
    }
}
