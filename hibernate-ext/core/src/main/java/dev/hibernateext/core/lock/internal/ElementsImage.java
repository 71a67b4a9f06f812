/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an owned collection: values, the ids of entities, the entries of a map.
 *
 * @param elements the elements in the collection's order
 * @param ordered whether the order is stored, so that another order is a change
 */
public record ElementsImage(List<Element> elements, boolean ordered) implements AttributeImage {

    /**
     * One element.
     *
     * @param key its key in a map, else null
     * @param image its value or id
     */
    public record Element(@Nullable Object key, AttributeImage image) {

        /** The value or the id; for a map an entry of it. */
        public @Nullable Object value() {
            var value = image instanceof ReferenceImage reference ? reference.id() : ((ValueImage) image).value();
            return key == null ? value : new SimpleImmutableEntry<>(key, value);
        }
    }

    /** The elements of a collection or of the snapshot Hibernate took of it; null for kinds that cannot be compared. */
    static @Nullable ElementsImage of(
            CollectionType type, Object collection, SharedSessionContractImplementor session) {
        var factory = session.getFactory();
        var descriptor = factory.getMappingMetamodel().getCollectionDescriptor(type.getRole());
        var reader = new Reader(type.getElementType(factory), session);
        if (collection instanceof Map<?, ?> map) {
            return descriptor.hasIndex() ? reader.entries(map) : reader.setSnapshot(map);
        }
        return collection instanceof Collection<?> values ? reader.elements(values, descriptor.hasIndex()) : null;
    }

    /** What is here but not there, as often as it is here more often. */
    public List<Element> without(ElementsImage other) {
        var counts = new HashMap<Element, Integer>();
        other.elements.forEach(element -> counts.merge(element, 1, Integer::sum));
        return elements.stream()
                .filter(element -> counts.merge(element, -1, Integer::sum) < 0)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ElementsImage that
                && (ordered ? elements.equals(that.elements) : hasSameElements(that));
    }

    private boolean hasSameElements(ElementsImage that) {
        return elements.size() == that.elements.size() && without(that).isEmpty();
    }

    @Override
    public int hashCode() {
        return elements.size();
    }

    @Override
    public String toString() {
        return "ElementsImage[" + elements.size() + "]";
    }

    /** Makes images of elements of one type. */
    private record Reader(Type type, SharedSessionContractImplementor session) {

        ElementsImage entries(Map<?, ?> map) {
            return new ElementsImage(
                    map.entrySet().stream()
                            .filter(entry -> entry.getValue() != null)
                            .map(entry -> new Element(entry.getKey(), image(entry.getValue())))
                            .toList(),
                    false);
        }

        /** The snapshot of a set is a map of its elements to themselves, that of a bag with ids one of the ids. */
        @Nullable
        ElementsImage setSnapshot(Map<?, ?> map) {
            var isSet = map.entrySet().stream().allMatch(entry -> entry.getKey() == entry.getValue());
            return isSet ? elements(map.values(), false) : null;
        }

        ElementsImage elements(Collection<?> values, boolean ordered) {
            return new ElementsImage(
                    values.stream()
                            .filter(value -> value != null)
                            .map(value -> new Element(null, image(value)))
                            .toList(),
                    ordered);
        }

        private AttributeImage image(Object element) {
            return type instanceof EntityType entity
                    ? ReferenceImage.of(entity, element, session)
                    : ValueImage.of(type, type.deepCopy(element, session.getFactory()));
        }
    }
}
