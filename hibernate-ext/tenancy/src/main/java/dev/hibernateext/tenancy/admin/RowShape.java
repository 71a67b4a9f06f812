/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the value of a row from what is selected. */
record RowShape<R extends @Nullable Object>(
        Class<R> type, int columns, @Nullable Constructor<R> constructor) {

    static <R extends @Nullable Object> RowShape<R> of(Class<R> type, int columns) {
        var constructor = type.isRecord() ? constructor(type, columns) : null;
        if (columns > 1 && constructor == null && type != Object[].class) {
            throw AdminQueryException.rows(type, columns, null);
        }
        return new RowShape<>(type, columns, constructor);
    }

    private static <R extends @Nullable Object> @Nullable Constructor<R> constructor(Class<R> type, int columns) {
        var components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        if (components.length != columns) {
            return null;
        }
        try {
            var constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException e) {
            throw AdminQueryException.rows(type, columns, e);
        }
    }

    @SuppressWarnings("unchecked") // the type was compared, and primitive types stand for their wrappers
    R of(@Nullable Object[] row) {
        if (type == Object[].class) {
            return (R) row;
        }
        if (columns == 1 && (row[0] == null || isInstance(row[0]))) {
            return (R) row[0];
        }
        if (constructor == null) {
            throw AdminQueryException.rows(type, columns, null);
        }
        try {
            return constructor.newInstance(row);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw AdminQueryException.rows(type, columns, e);
        }
    }

    private boolean isInstance(Object value) {
        return type.isInstance(value) || (type.isPrimitive() && type == primitive(value));
    }

    private static @Nullable Class<?> primitive(Object value) {
        return java.lang.invoke.MethodType.methodType(value.getClass()).unwrap().returnType();
    }
}
