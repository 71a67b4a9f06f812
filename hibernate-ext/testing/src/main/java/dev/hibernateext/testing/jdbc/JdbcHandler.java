/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** Stands in front of one object of the driver: counts and fails its calls, and leaves the rest to the subclass. */
abstract class JdbcHandler<T extends Wrapper> implements InvocationHandler {

    private final T target;
    private final T proxy;
    private final JdbcFaults faults;

    JdbcHandler(Class<T> type, T target, JdbcFaults faults) {
        this.target = target;
        this.faults = faults;
        this.proxy = type.cast(Proxy.newProxyInstance(JdbcHandler.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    final T target() {
        return target;
    }

    final T proxy() {
        return proxy;
    }

    final JdbcFaults faults() {
        return faults;
    }

    @Override
    public final @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == self;
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "recorded " + target;
            default -> faults.around(method.getName(), () -> handle(method, arguments));
        };
    }

    /** Makes the call, which was counted. */
    abstract @Nullable Object handle(Method method, Object @Nullable [] arguments) throws Throwable;

    final @Nullable Object forward(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
