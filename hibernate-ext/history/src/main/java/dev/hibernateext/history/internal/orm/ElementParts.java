/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * How Envers keeps an element in a row of its own. Leans on the names that {@code AbstractCollectionMetadataGenerator} gives its parts.
 *
 * @param position the name of the index or key; null if there is none
 * @param value the element, or the id of an entity, in the values of a row by their names
 */
record ElementParts(@Nullable String position, Function<Map<String, Object>, Object> value) {

    private static final String POSITION = "mapkey";
    private static final String BASIC = "element";

    /** Of the elements a collection owns; null where a row does not tell all of them, as for keys that are attributes of elements. */
    static @Nullable ElementParts of(
            CollectionPersister collection, AuditedType.OwnedElements rows, EnversService envers) {
        var names = names(collection.getFactory(), rows.entity());
        var hasPosition = collection.hasIndex();
        if (hasPosition
                && !(names.contains(POSITION)
                        && collection.getAttributeMapping().getIndexDescriptor() instanceof BasicValuedModelPart)) {
            return null;
        }
        var value = value(collection, names, envers);
        return value == null ? null : new ElementParts(hasPosition ? POSITION : null, value);
    }

    private static List<String> names(SessionFactoryImplementor factory, String entity) {
        var table = factory.getMappingMetamodel().getEntityDescriptor(entity);
        var names = new ArrayList<>(Arrays.asList(table.getPropertyNames()));
        names.addAll(List.of(((ComponentType) table.getIdentifierType()).getPropertyNames()));
        return names;
    }

    private static @Nullable Function<Map<String, Object>, Object> value(
            CollectionPersister collection, List<String> names, EnversService envers) {
        var part = collection.getAttributeMapping().getElementDescriptor();
        if (part instanceof EntityValuedModelPart entity) {
            return id(entity.getEntityMappingType().getEntityName(), collection, envers);
        }
        if (part instanceof EmbeddableValuedModelPart embeddable) {
            return embeddable(embeddable.getEmbeddableTypeDescriptor(), names);
        }
        return part instanceof BasicValuedModelPart && names.contains(BASIC)
                ? row -> Objects.requireNonNull(row.get(BASIC))
                : null;
    }

    private static @Nullable Function<Map<String, Object>, Object> id(
            String entity, CollectionPersister collection, EnversService envers) {
        var all = envers.getEntitiesConfigurations();
        var recorded = all.get(entity);
        var configuration = recorded == null ? all.getNotVersionEntityConfiguration(entity) : recorded;
        if (configuration == null) {
            return null;
        }
        var attribute = collection.getAttributeMapping().getAttributeName();
        var mapper = configuration.getIdMapper().prefixMappedProperties(attribute + '_');
        return mapper::mapToIdFromMap;
    }

    private static @Nullable Function<Map<String, Object>, Object> embeddable(
            EmbeddableMappingType descriptor, List<String> names) {
        var attributes = new ArrayList<AttributeMapping>();
        descriptor.forEachAttributeMapping((index, attribute) -> attributes.add(attribute));
        var isPlain = attributes.stream()
                .allMatch(attribute ->
                        attribute instanceof BasicValuedModelPart && names.contains(attribute.getAttributeName()));
        if (!isPlain || descriptor.isPolymorphic()) {
            return null;
        }
        return row -> {
            var values = attributes.stream()
                    .map(attribute -> row.get(attribute.getAttributeName()))
                    .toArray();
            return descriptor.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
        };
    }

    /** The values of a row by their names, those of its id among them. */
    static Map<String, Object> values(Map<?, ?> row, String originalId) {
        var values = new HashMap<String, Object>();
        row.forEach((name, value) -> values.put(String.valueOf(name), value));
        ((Map<?, ?>) Objects.requireNonNull(row.get(originalId)))
                .forEach((name, value) -> values.put(String.valueOf(name), value));
        return values;
    }

    /** The descriptor of a collection of an entity, or null if it is part of an embeddable. */
    static @Nullable CollectionPersister collection(SessionFactoryImplementor factory, String entity, String path) {
        var persister = factory.getMappingMetamodel().getEntityDescriptor(entity);
        return Arrays.asList(persister.getPropertyNames()).contains(path)
                        && PropertyTypes.of(persister, path) instanceof CollectionType type
                ? factory.getMappingMetamodel().getCollectionDescriptor(type.getRole())
                : null;
    }
}
