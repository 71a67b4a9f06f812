/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.stamp.internal.StampAttribute;
import dev.hibernateext.core.stamp.internal.StampConfig;
import dev.hibernateext.core.stamp.internal.StampModel;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.event.spi.EventType;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.UnionSubclass;

/** Collects the stamps of all entities and registers the listener where there are any. */
final class StampIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        StampConfig.of(boot.state());
        if (!boot.state().isEnabled(Feature.STAMP)) {
            return;
        }
        var model = StampModel.of(boot.state());
        for (var entity : boot.metadata().getEntityBindings()) {
            model.add(entity.getEntityName(), stampsOf(entity));
        }
        if (!model.isEmpty()) {
            register(boot);
        }
    }

    private static void register(Boot boot) {
        var listener = new StampListener(boot.state());
        var listeners = boot.listeners();
        listeners.appendListeners(EventType.FLUSH_ENTITY, listener);
        listeners.appendListeners(EventType.PRE_UPDATE, listener);
        var upserts = new StampUpsertListener(boot.state());
        listeners.appendListeners(EventType.PRE_UPSERT, upserts);
        listeners.appendListeners(EventType.POST_UPSERT, upserts);
        if (boot.metadata().getEntityBindings().stream().anyMatch(StampIntegration::isWrittenInPart)) {
            listeners.appendListeners(EventType.PRE_INSERT, listener);
        }
    }

    /** Whether the stamps of a row may have to be put into its state before it is written; see {@link StampPrefill}. */
    private static boolean isWrittenInPart(PersistentClass entity) {
        return entity.useDynamicUpdate()
                || entity.getPropertyClosure().stream().anyMatch(StampIntegration::holdsStamps)
                || entity.getJoinClosureSpan() > 0
                || entity instanceof JoinedSubclass
                || entity instanceof UnionSubclass;
    }

    private static boolean holdsStamps(Property property) {
        return property.getValueGeneratorCreator() instanceof EmbeddedStampsGenerator.Binding;
    }

    private static List<StampAttribute> stampsOf(PersistentClass entity) {
        var stamps = new ArrayList<StampAttribute>();
        for (var property : entity.getPropertyClosure()) {
            collect(property, stamps);
            if (property.getValue() instanceof Component embedded) {
                embedded.getProperties().forEach(inner -> collect(inner, stamps));
            }
        }
        return stamps;
    }

    private static void collect(Property property, List<StampAttribute> stamps) {
        if (property.getValueGeneratorCreator() instanceof StampBinding binding) {
            stamps.add(binding.attribute());
        }
    }
}
