/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.EntityEntry;
import org.jspecify.annotations.Nullable;

/**
 * Which writes the before hooks have seen while their statements are still to come: a flush that turns out not to be needed
 * must not make them run twice.
 */
public final class Approvals {

    /** Keyed by the entry, which dies when the entity leaves the session, and weakly, so that it is forgotten then. */
    private final Map<EntityEntry, @Nullable Object[]> values = new WeakHashMap<>(4);

    /** Whether exactly these values were approved. */
    public boolean contain(WriteTarget target, EntityEntry entry, @Nullable Object[] current) {
        var seen = values.get(entry);
        return seen != null && target.persister().findDirty(current, seen, target.entity(), target.session()) == null;
    }

    /** Remembers that these values were approved. */
    public void add(WriteTarget target, EntityEntry entry, @Nullable Object[] current) {
        var types = target.persister().getPropertyTypes();
        var copy = current.clone();
        for (var index = 0; index < copy.length; index++) {
            if (types[index].isMutable()) {
                copy[index] =
                        types[index].deepCopy(copy[index], target.session().getFactory());
            }
        }
        values.put(entry, copy);
    }

    /** Forgets an approval because its statement comes now; whether there was one. */
    public boolean take(@Nullable EntityEntry entry) {
        return entry != null && values.remove(entry) != null;
    }
}
