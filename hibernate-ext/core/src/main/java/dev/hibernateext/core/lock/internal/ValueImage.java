/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import org.hibernate.engine.spi.TypedValue;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** A copied value with the equality of its mapped type. */
public record ValueImage(TypedValue typed) implements AttributeImage {

    static ValueImage of(Type type, @Nullable Object value) {
        return new ValueImage(typedValue(type, value));
    }

    static TypedValue typedValue(Type type, @Nullable Object value) {
        return new TypedValue(type, value);
    }

    /** The value. */
    public @Nullable Object value() {
        return typed.getValue();
    }

    @Override
    public String toString() {
        return "ValueImage[withheld]";
    }
}
