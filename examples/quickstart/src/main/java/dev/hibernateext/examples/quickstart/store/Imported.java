/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import java.util.HashMap;
import java.util.Map;

/** The entities that have been imported, for rows that refer to them. */
final class Imported {

    private final Map<Class<?>, Map<Integer, Object>> entities = new HashMap<>();

    void put(Object entity, int id) {
        entities.computeIfAbsent(entity.getClass(), type -> new HashMap<>()).put(id, entity);
    }

    <T> T get(Class<T> type, int id) {
        var entity = entities.getOrDefault(type, Map.of()).get(id);
        if (entity == null) {
            throw new IllegalStateException(
                    "The source refers to %s %d, which it does not contain.".formatted(type.getSimpleName(), id));
        }
        return type.cast(entity);
    }
}
