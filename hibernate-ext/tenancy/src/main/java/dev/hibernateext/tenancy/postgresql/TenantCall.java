/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call of a procedure; the settings go in front of each execution. Calls are rare, so one handler does for all methods. */
final class TenantCall implements InvocationHandler {

    private final TenantConnection connection;
    private final CallableStatement delegate;

    private TenantCall(TenantConnection connection, CallableStatement delegate) {
        this.connection = connection;
        this.delegate = delegate;
    }

    static CallableStatement guard(TenantConnection connection, CallableStatement delegate) {
        return (CallableStatement) Proxy.newProxyInstance(
                TenantCall.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class},
                new TenantCall(connection, delegate));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var name = method.getName();
        if (name.startsWith("execute") || name.equals("unwrap")) {
            return call(name.endsWith("Batch"), () -> execute(method, arguments))
                    .value();
        }
        return switch (name) {
            case "getConnection" -> connection;
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> forward(method, arguments);
        };
    }

    /** What is called may do anything. */
    private Returned call(boolean once, TenantTransaction.Call<Returned> call) throws SQLException {
        var transaction = connection.transaction();
        TenantTransaction.Call<Returned> following = () -> transaction.following(SqlEffect.LASTING, call);
        return once ? transaction.plannedOnce(following) : transaction.planned(following);
    }

    /** What a method returned. */
    private record Returned(@Nullable Object value) {}

    private Returned execute(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        try {
            return new Returned(forward(method, arguments));
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }

    private @Nullable Object forward(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
