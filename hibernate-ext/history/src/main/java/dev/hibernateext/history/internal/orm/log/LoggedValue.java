/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * A value in a row of history.
 *
 * @param path behind an alias: {@code size.width}
 * @param reference whether the value is the id of what the path leads to
 * @param type of the value
 */
record LoggedValue(String path, boolean reference, JavaType<?> type) {

    /** The value in the row of an alias. */
    String of(String alias) {
        return (reference ? "id(%s.%s)" : "%s.%s").formatted(alias, path);
    }

    @SuppressWarnings("unchecked") // both are values of it
    boolean isEqual(@Nullable Object one, @Nullable Object other) {
        return (one == null || other == null) ? one == other : ((JavaType<Object>) type).areEqual(one, other);
    }
}
