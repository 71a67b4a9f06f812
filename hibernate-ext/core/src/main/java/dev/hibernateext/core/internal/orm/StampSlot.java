/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.stamp.internal.StampAttribute;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Where a stamp is in the state of a row. */
record StampSlot(StampAttribute attribute, AttributeSlot slot) {

    static StampSlot of(StampAttribute attribute, EntityPersister persister) {
        return new StampSlot(attribute, AttributeSlot.of(attribute.path(), persister));
    }

    boolean isLoaded(Object[] state) {
        return slot.isLoaded(state);
    }

    @Nullable
    Object read(@Nullable Object[] state) {
        return slot.read(state);
    }

    void keepInserted(PreUpdateEvent event) {
        slot.keepInserted(event);
    }

    void write(@Nullable Object[] state, @Nullable Object value) {
        slot.write(state, value);
    }

    void write(EntityPersister persister, Object entity, @Nullable Object[] state, @Nullable Object value) {
        slot.write(persister, entity, state, value);
    }
}
