/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.AttributeChange;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * Compares two states of an entity.
 *
 * @param type what is kept of it
 * @param persister of the entity
 * @param session in which collections are loaded
 */
record StateComparison(RecordedType type, EntityPersister persister, SharedSessionContractImplementor session) {

    /**
     * One of the states.
     *
     * @param row of history; null if the entity was not there
     * @param instance the same as an entity
     */
    record Side(@Nullable RecordedRow row, @Nullable Object instance) {

        @Nullable
        Object value(String name) {
            return row == null ? null : row.values().get(name);
        }
    }

    List<AttributeChange> compare(Side before, Side after) {
        var changes = new ArrayList<AttributeChange>();
        type.values().forEach((path, names) -> {
            if (names.stream().anyMatch(name -> !type.isEqual(name, before.value(name), after.value(name)))) {
                changes.add(new AttributeChange.OfValue(path, value(names, before), value(names, after)));
            }
        });
        type.collectionPaths().forEach(path -> {
            var then = elements(path, before);
            var now = elements(path, after);
            if (!then.equals(now)) {
                changes.add(new AttributeChange.OfElements(path, without(now, then), without(then, now)));
            }
        });
        changes.sort(Comparator.comparing(AttributeChange::path));
        return changes;
    }

    /** A reference by an id of several parts is a map of them. */
    private static @Nullable Object value(List<String> names, Side side) {
        if (names.size() == 1) {
            return side.value(names.get(0));
        }
        var parts = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(name -> parts.put(name, side.value(name)));
        return parts.values().stream().allMatch(Objects::isNull) ? null : parts;
    }

    private List<Object> elements(String path, Side side) {
        if (side.instance == null) {
            return List.of();
        }
        var mapped = (CollectionType) PropertyTypes.of(persister, path);
        var content = persister.getPropertyValue(side.instance, path);
        var elementType = mapped.getElementType(session.getFactory());
        if (content instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .<Object>map(entry -> new SimpleImmutableEntry<Object, Object>(
                            entry.getKey(), element(entry.getValue(), elementType instanceof EntityType)))
                    .sorted(Comparator.comparing(Objects::hashCode))
                    .toList();
        }
        var values = content instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) content;
        var elements = values.stream().map(value -> element(value, elementType instanceof EntityType));
        return isOrdered(mapped)
                ? elements.toList()
                : elements.sorted(Comparator.comparing(Objects::hashCode)).toList();
    }

    private boolean isOrdered(CollectionType mapped) {
        return session.getFactory()
                .getMappingMetamodel()
                .getCollectionDescriptor(mapped.getRole())
                .hasIndex();
    }

    /** An entity is its id: what happened to it is in its own history. */
    private Object element(Object value, boolean entity) {
        if (!entity) {
            return value;
        }
        var proxy = HibernateProxy.extractLazyInitializer(value);
        return proxy != null
                ? proxy.getInternalIdentifier()
                : session.getEntityPersister(null, value).getIdentifier(value, session);
    }

    private static List<Object> without(List<Object> elements, List<Object> others) {
        var counts = new HashMap<Object, Integer>();
        others.forEach(element -> counts.merge(element, 1, Integer::sum));
        return elements.stream()
                .filter(element -> counts.merge(element, -1, Integer::sum) < 0)
                .toList();
    }
}
