/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.core.change.Image;
import org.jspecify.annotations.Nullable;

/** How two changes of one row become one: the first old state, the last new one. */
final class EntityChanges {

    private EntityChanges() {}

    /**
     * The sum of two changes, or null if the row is as if it had never been; {@code replaced} is the kind of a row that is
     * inserted again after its deletion.
     */
    static @Nullable EntityChange merge(EntityChange first, EntityChange second, Kind replaced) {
        if (second.kind() == Kind.DELETE) {
            return first.kind() == Kind.INSERT ? null : change(Kind.DELETE, first, second);
        }
        return change(first.kind() == Kind.DELETE ? replaced : first.kind(), first, second);
    }

    private static EntityChange change(Kind kind, EntityChange first, EntityChange second) {
        return new EntityChange(kind, first.reference(), first.before(), latest(first.after(), second.after()));
    }

    private static @Nullable Image latest(@Nullable Image earlier, @Nullable Image later) {
        return earlier instanceof StateImage known && later instanceof StateImage last
                ? last.completedBy(known)
                : later;
    }
}
