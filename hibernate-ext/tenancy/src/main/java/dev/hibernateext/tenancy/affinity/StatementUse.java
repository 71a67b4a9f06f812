/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One use of a prepared statement: closing ends it, and the next one finds the statement as it was. A statement that failed, or
 * was changed in a way that cannot be set back, is closed. One handler does for all methods.
 */
final class StatementUse implements InvocationHandler {

    /** SQLSTATE of PostgreSQL's driver: object not in state. */
    private static final String CLOSED = "55000";

    /** Besides what asks and executes; batches and warnings are cleared. */
    private static final Set<String> HARMLESS = Set.of("addBatch", "cancel", "clearBatch", "clearWarnings", "toString");

    private final KeptStatements owner;
    private final KeptStatement kept;
    private final Connection borrowed;
    private final Map<StatementProperty, Integer> found = new EnumMap<>(StatementProperty.class);
    private boolean spoiled;
    private boolean ended;

    StatementUse(KeptStatements owner, KeptStatement kept, Connection borrowed) {
        this.owner = owner;
        this.kept = kept;
        this.borrowed = borrowed;
    }

    /** What the borrower gets. */
    PreparedStatement statement() {
        return (PreparedStatement) Proxy.newProxyInstance(
                StatementUse.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                end();
                return null;
            }
            case "isClosed" -> {
                return ended || kept.statement().isClosed();
            }
            case "equals" -> {
                return arguments != null && self == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(self);
            }
            case "getConnection" -> {
                return borrowed;
            }
            default -> {
                return forward(method, arguments);
            }
        }
    }

    private @Nullable Object forward(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (ended) {
            throw new SQLException("The statement is closed", CLOSED);
        }
        note(method);
        try {
            return method.invoke(kept.statement(), arguments);
        } catch (InvocationTargetException e) {
            spoiled = true;
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void note(Method method) throws SQLException {
        var property = StatementProperty.of(method.getName());
        if (property == null) {
            spoiled |= !isHarmless(method);
        } else if (!found.containsKey(property)) {
            found.put(property, property.read(kept.statement()));
        }
    }

    /** A prepared statement's own methods set parameters, execute or describe. */
    private static boolean isHarmless(Method method) {
        var name = method.getName();
        return method.getDeclaringClass() == PreparedStatement.class
                || HARMLESS.contains(name)
                || name.startsWith("get")
                || name.startsWith("is")
                || name.startsWith("execute");
    }

    private void end() throws SQLException {
        if (ended) {
            return;
        }
        ended = true;
        if (spoiled || !isSetBack()) {
            owner.close(this, kept);
        } else {
            owner.keep(this, kept);
        }
    }

    private boolean isSetBack() {
        var statement = kept.statement();
        try {
            statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
            statement.clearParameters();
            statement.clearBatch();
            statement.clearWarnings();
            for (var property : found.entrySet()) {
                property.getKey().write(statement, property.getValue());
            }
            return true;
        } catch (SQLException e) {
            return false; // It is closed instead.
        }
    }

    /** The connection is closed, and its statements with it. */
    void abandon() throws SQLException {
        ended = true;
        owner.close(this, kept);
    }
}
