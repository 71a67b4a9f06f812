/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.DeletionAttribute;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Where the marks of one factory's entities are in the state of their rows. Safe for use by many threads. */
final class SoftDeleteSlots {

    private final SoftDeletionModel model;
    private final Map<String, List<Slot>> entities = new ConcurrentHashMap<>();

    private SoftDeleteSlots(SoftDeletionModel model) {
        this.model = model;
    }

    static SoftDeleteSlots of(FactoryState factory) {
        var model = SoftDeletionModel.of(factory);
        return factory.component(SoftDeleteSlots.class, () -> new SoftDeleteSlots(model));
    }

    /** The slots of an entity, that of the time first; empty if it is not soft-deletable. */
    List<Slot> of(EntityPersister persister) {
        var deletion = model.of(persister.getEntityName());
        if (deletion == null) {
            return List.of();
        }
        var known = entities.get(persister.getEntityName());
        return known != null
                ? known
                : entities.computeIfAbsent(persister.getEntityName(), name -> read(deletion, persister));
    }

    private static List<Slot> read(SoftDeletion deletion, EntityPersister persister) {
        return deletion.attributes().stream()
                .map(attribute -> new Slot(attribute, AttributeSlot.of(attribute.path(), persister)))
                .toList();
    }

    /** The attribute of the mark that is set in a state; null if there is none or the entity is not soft-deletable. */
    @Nullable
    DeletionAttribute markSet(EntityPersister persister, @Nullable Object[] state) {
        var slots = of(persister);
        if (slots.isEmpty()) {
            return null;
        }
        var time = slots.get(0);
        return time.slot().isLoaded(state) && time.slot().read(state) != null ? time.attribute() : null;
    }

    /** Whether an instance in memory is marked. */
    boolean isMarked(EntityPersister persister, Object entity) {
        var slots = of(persister);
        return !slots.isEmpty() && slots.get(0).slot().read(persister, entity) != null;
    }

    record Slot(DeletionAttribute attribute, AttributeSlot slot) {}
}
