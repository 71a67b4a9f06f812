/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stamps of the entities of one factory, inherited ones included. Complete before the first session is opened. */
public final class StampModel {

    private final Map<String, List<StampAttribute>> stamps = new ConcurrentHashMap<>();

    private StampModel() {}

    /** The model of a factory. */
    public static StampModel of(FactoryState factory) {
        return factory.component(StampModel.class, StampModel::new);
    }

    /** Adds what was found for an entity while the factory is being built. */
    public void add(String entity, List<StampAttribute> attributes) {
        if (!attributes.isEmpty()) {
            stamps.put(entity, List.copyOf(attributes));
        }
    }

    /** The stamps of an entity in the order of its attributes; empty for an entity without any. */
    public List<StampAttribute> of(String entity) {
        return stamps.getOrDefault(entity, List.of());
    }

    /** Whether no entity has stamps. */
    public boolean isEmpty() {
        return stamps.isEmpty();
    }
}
