/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.stamp.internal.StampWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One delete and all its cascades take: the rows get the same id and time. Both are made when the first row is written, so
 * a delete that never is costs nothing.
 */
public final class DeletionOperation {

    private @Nullable UUID id;
    private @Nullable Instant time;
    private @Nullable String root;
    private List<@Nullable Object> values = List.of();

    DeletionOperation() {}

    /** The values of the mark of an entity, the same list for row after row. */
    public List<@Nullable Object> values(SoftDeletion deletion, SessionState session) {
        if (!deletion.root().equals(root)) {
            var made = new ArrayList<@Nullable Object>(deletion.attributes().size());
            for (var attribute : deletion.attributes()) {
                made.add(value(attribute, session));
            }
            values = made;
            root = deletion.root();
        }
        return values;
    }

    /** The value to write to an attribute of the mark. */
    public @Nullable Object value(DeletionAttribute attribute, SessionState session) {
        return switch (attribute.kind()) {
            case AT -> format(attribute, time(session));
            case BY -> StampWork.of(session.session()).actor(attribute::label);
            case ID -> id();
        };
    }

    private static @Nullable Object format(DeletionAttribute attribute, Instant time) {
        var format = attribute.format();
        return format == null ? null : format.format(time);
    }

    private Instant time(SessionState session) {
        if (time == null) {
            time = session.factory().clock().instant();
        }
        return time;
    }

    /** What its rows have in common. */
    public UUID id() {
        if (id == null) {
            id = UUID.randomUUID();
        }
        return id;
    }
}
