/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** What a field holds that nobody has set. */
final class Zero {

    private Zero() {}

    static @Nullable Object of(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
