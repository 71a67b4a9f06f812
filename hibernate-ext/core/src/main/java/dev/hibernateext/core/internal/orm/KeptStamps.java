/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.event.spi.PostUpsertEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the entity under an upsert had where the row to insert has new creation stamps: stamps, and embeddables that hold
 * some. Belongs to one stateless session.
 */
final class KeptStamps {

    private @Nullable Object owner;
    private final Map<Integer, Object> values = new HashMap<>(4);

    /** Begins with another entity. */
    void of(Object entity) {
        owner = entity;
        values.clear();
    }

    /** Keeps what is in a slot; an embeddable is replaced by a copy in the state, so that the entity's stays as it is. */
    void keep(StampSlot slot, WrittenRow row) {
        var state = row.state();
        var current = state[slot.slot().index()];
        if (current != null
                && values.putIfAbsent(slot.slot().index(), current) == null
                && slot.attribute().isEmbedded()) {
            var type = row.persister().getPropertyTypes()[slot.slot().index()];
            state[slot.slot().index()] = type.deepCopy(current, row.persister().getFactory());
        }
    }

    /**
     * Puts back what was kept, into the entity and into the state that the listeners of the event see. Whichever of them
     * needs it first calls it.
     */
    static void putBack(PostUpsertEvent event) {
        var kept = SessionState.of(event.getSession()).findAttachment(KeptStamps.class);
        if (kept != null) {
            kept.putBackInto(new WrittenRow(event.getPersister(), event.getEntity(), event.getState()));
        }
    }

    private void putBackInto(WrittenRow row) {
        if (owner == row.entity()) {
            values.forEach((index, value) -> {
                row.state()[index] = value;
                row.persister().setValue(row.entity(), index, value);
            });
        }
        owner = null;
        values.clear();
    }
}
