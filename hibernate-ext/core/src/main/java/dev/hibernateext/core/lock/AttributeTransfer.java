/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.internal.AttributeImage;
import dev.hibernateext.core.lock.internal.ElementsImage;
import dev.hibernateext.core.lock.internal.EntityImage;
import dev.hibernateext.core.lock.internal.ReferenceImage;
import dev.hibernateext.core.lock.internal.ValueImage;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Sets attributes of an entity to what an image of the same entity holds.
 *
 * @param session makes references to associated entities
 * @param persister the entity
 * @param source the image
 */
record AttributeTransfer(LockSession session, EntityPersister persister, EntityImage source) {

    /** Sets the attributes only this side has changed. */
    void apply(Object target, ThreeWayDiff<?> diff) {
        var paths = diff.mineOnly().stream().map(AttributeDiff::path).collect(Collectors.toSet());
        var names = persister.getPropertyNames();
        for (var i = 0; i < names.length; i++) {
            if (touches(paths, names[i])) {
                var type = persister.getPropertyTypes()[i];
                persister.setValue(target, i, changed(paths, names[i], type, persister.getValue(target, i)));
            }
        }
    }

    private static boolean touches(Set<String> paths, String path) {
        return paths.contains(path) || paths.stream().anyMatch(each -> each.startsWith(path + '.'));
    }

    private @Nullable Object changed(Set<String> paths, String path, Type type, @Nullable Object value) {
        if (type instanceof ComponentType component) {
            return changedComponent(paths, path, component, value);
        }
        var image = source.attributes().get(path);
        if (type instanceof CollectionType collection && image instanceof ElementsImage elements) {
            return replaced(
                    value == null ? collection.instantiate(elements.elements().size()) : value, elements);
        }
        return image == null ? value : valueOf(image, type);
    }

    private Object changedComponent(Set<String> paths, String path, ComponentType type, @Nullable Object value) {
        var component =
                value == null ? null : type.deepCopy(value, session.session().getFactory());
        var values = component == null
                ? new Object[type.getSubtypes().length]
                : type.getPropertyValues(component, session.session());
        for (var i = 0; i < values.length; i++) {
            var part = path + '.' + type.getPropertyNames()[i];
            if (touches(paths, part)) {
                values[i] = changed(paths, part, type.getSubtypes()[i], values[i]);
            }
        }
        return component == null
                ? instantiate(type, values)
                : type.replacePropertyValues(component, values, session.session());
    }

    private static Object instantiate(ComponentType type, @Nullable Object[] values) {
        return type.mappingModelPart()
                .getEmbeddableTypeDescriptor()
                .getRepresentationStrategy()
                .getInstantiator()
                .instantiate(() -> values);
    }

    private @Nullable Object valueOf(AttributeImage image, @Nullable Type type) {
        if (image instanceof ReferenceImage reference) {
            var id = reference.id();
            return id == null ? null : session.reference(reference.entityName(), id);
        }
        var value = ((ValueImage) image).value();
        return type == null ? value : type.deepCopy(value, session.session().getFactory());
    }

    @SuppressWarnings("unchecked") // elements of the same attribute
    private Object replaced(Object collection, ElementsImage wanted) {
        if (collection instanceof Map<?, ?> map) {
            map.clear();
            wanted.elements()
                    .forEach(element -> ((Map<@Nullable Object, @Nullable Object>) map)
                            .put(element.key(), valueOf(element.image(), null)));
        } else if (collection instanceof Collection<?> values) {
            values.clear();
            wanted.elements()
                    .forEach(element -> ((Collection<@Nullable Object>) values).add(valueOf(element.image(), null)));
        }
        return collection;
    }
}
