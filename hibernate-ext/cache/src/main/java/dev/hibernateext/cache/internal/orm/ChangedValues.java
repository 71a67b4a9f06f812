/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Which values an update changes in the database, in doubt those that are equal for Hibernate, such as 1.0 and 1.00. */
final class ChangedValues {

    private ChangedValues() {}

    static boolean differ(Type type, @Nullable Object before, @Nullable Object after) {
        if (before == after || after == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return false;
        }
        if (before == null || after == null || type.isAssociationType()) {
            return true;
        }
        return type instanceof ComponentType component
                ? differ(component, before, after)
                : !Objects.deepEquals(before, after);
    }

    private static boolean differ(ComponentType type, Object before, Object after) {
        var values = type.getPropertyValues(before);
        var others = type.getPropertyValues(after);
        return IntStream.range(0, values.length).anyMatch(i -> differ(type.getSubtypes()[i], values[i], others[i]));
    }
}
