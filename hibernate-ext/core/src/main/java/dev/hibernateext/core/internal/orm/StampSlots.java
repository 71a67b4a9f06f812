/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.stamp.internal.StampModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.persister.entity.EntityPersister;

/** The slots of all stamped entities of one factory, worked out on first use. Safe for use by many threads. */
final class StampSlots {

    private final StampModel model;
    private final Map<String, OfEntity> entities = new ConcurrentHashMap<>();

    private StampSlots(StampModel model) {
        this.model = model;
    }

    static StampSlots of(FactoryState factory) {
        return factory.component(StampSlots.class, () -> new StampSlots(StampModel.of(factory)));
    }

    OfEntity of(EntityPersister persister) {
        var known = entities.get(persister.getEntityName());
        return known != null ? known : entities.computeIfAbsent(persister.getEntityName(), name -> read(persister));
    }

    private OfEntity read(EntityPersister persister) {
        var slots = model.of(persister.getEntityName()).stream()
                .map(attribute -> StampSlot.of(attribute, persister))
                .toList();
        var byOwner = slots.stream()
                .filter(slot -> slot.attribute().isEmbedded())
                .collect(Collectors.groupingBy(slot -> slot.attribute().root()));
        return new OfEntity(of(slots, true), of(slots, false), byOwner);
    }

    private static List<StampSlot> of(List<StampSlot> slots, boolean creation) {
        return slots.stream()
                .filter(slot -> slot.attribute().kind().isCreation() == creation)
                .toList();
    }

    /**
     * The slots of one entity.
     *
     * @param creation those that never change after the insert
     * @param update the others
     * @param embedded those of both that are in embeddables, by the attribute that holds the embeddable
     */
    record OfEntity(List<StampSlot> creation, List<StampSlot> update, Map<String, List<StampSlot>> embedded) {

        List<StampSlot> inside(String owner) {
            return embedded.getOrDefault(owner, List.of());
        }
    }
}
