/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.HashSet;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Value;

/** The Java types of all values a model maps. */
final class MappedTypes {

    private final Set<Class<?>> types = new HashSet<>();

    private MappedTypes() {}

    static Set<Class<?>> of(Metadata model) {
        var mapped = new MappedTypes();
        model.getEntityBindings().forEach(mapped::read);
        model.getCollectionBindings().forEach(mapped::read);
        return mapped.types;
    }

    private void read(PersistentClass entity) {
        add(entity.getIdentifier());
        entity.getPropertyClosure().forEach(property -> add(property.getValue()));
    }

    private void read(Collection collection) {
        add(collection.getKey());
        add(collection.getElement());
        if (collection instanceof IndexedCollection indexed) {
            add(indexed.getIndex());
        }
    }

    private void add(Value value) {
        if (value instanceof Component component) {
            component.getProperties().forEach(property -> add(property.getValue()));
        } else if (!(value instanceof Collection)) {
            add(value.getType().getReturnedClass());
        }
    }

    /** What is written of an object begins with the classes above it. */
    private void add(Class<?> type) {
        for (Class<?> next = type; next != null && types.add(next); ) {
            next = next.getSuperclass();
        }
    }
}
