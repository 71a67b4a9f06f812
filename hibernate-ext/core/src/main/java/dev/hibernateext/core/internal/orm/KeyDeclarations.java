/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import dev.hibernateext.mixins.UniqueWhenActive;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/** The {@link UniqueWhenActive} annotations of one entity, those of its superclass entities not included. */
final class KeyDeclarations {

    private final PersistentClass entity;
    private final List<Declaration> found = new ArrayList<>();

    private KeyDeclarations(PersistentClass entity) {
        this.entity = entity;
    }

    static List<Declaration> of(PersistentClass entity) {
        var declarations = new KeyDeclarations(entity);
        declarations.addTypes();
        entity.getProperties().forEach(property -> declarations.add("", entity.getMappedClass(), property));
        declarations.refuseIdentifier();
        return declarations.found;
    }

    /** Refuses a declaration in an embeddable of a collection, whose rows are in a table of their own. */
    static void refuseIn(Collection collection) {
        if (collection.getElement() instanceof Component embedded) {
            for (var property : embedded.getProperties()) {
                if (MappedAnnotations.has(property, UniqueWhenActive.class)) {
                    throw SoftDeleteMappingException.uniqueKey(
                            collection.getRole() + "." + property.getName(),
                            "rows of a collection are not marked as deleted",
                            "Remove @UniqueWhenActive, or make the element an entity");
                }
            }
        }
    }

    private void addTypes() {
        var superclass = entity.getSuperclass();
        var end = superclass == null ? null : superclass.getMappedClass();
        for (Class<?> type = entity.getMappedClass(); type != null && type != end; type = type.getSuperclass()) {
            for (var annotation : type.getDeclaredAnnotationsByType(UniqueWhenActive.class)) {
                found.add(new Declaration(entity, Arrays.asList(annotation.value()), annotation.name()));
            }
        }
    }

    private void add(String prefix, @Nullable Class<?> owner, Property property) {
        var path = prefix + property.getName();
        var annotation = annotationOf(path, owner, property);
        if (annotation != null) {
            if (annotation.value().length > 0) {
                throw SoftDeleteMappingException.uniqueKey(
                        entity.getEntityName() + "." + path,
                        "the annotation of an attribute names others",
                        "Put it on the type");
            }
            found.add(new Declaration(entity, List.of(path), annotation.name()));
        }
        if (property.getValue() instanceof Component embedded) {
            var type = embedded.isDynamic() ? null : embedded.getComponentClass();
            embedded.getProperties().forEach(inner -> add(path + ".", type, inner));
        }
    }

    private @Nullable UniqueWhenActive annotationOf(String path, @Nullable Class<?> owner, Property property) {
        var twice = annotationOf(owner, property, UniqueWhenActive.List.class);
        if (twice != null) {
            throw SoftDeleteMappingException.uniqueKey(
                    entity.getEntityName() + "." + path, "the attribute is annotated twice", "Remove one annotation");
        }
        var annotation = annotationOf(owner, property, UniqueWhenActive.class);
        if (annotation != null && property.getValue() instanceof Collection) {
            throw SoftDeleteMappingException.uniqueKey(
                    entity.getEntityName() + "." + path, "it is a collection", "Remove @UniqueWhenActive");
        }
        return annotation;
    }

    /* The boot model keeps the members of basic attributes only. */
    private static <A extends Annotation> @Nullable A annotationOf(
            @Nullable Class<?> owner, Property property, Class<A> annotation) {
        if (owner == null || property.getValue() instanceof BasicValue) {
            return MappedAnnotations.find(property, annotation);
        }
        return property.getGetter(owner).getMember() instanceof AnnotatedElement member
                ? member.getAnnotation(annotation)
                : null;
    }

    private void refuseIdentifier() {
        var identifier = entity.getIdentifierProperty();
        if (identifier != null && MappedAnnotations.has(identifier, UniqueWhenActive.class)) {
            throw SoftDeleteMappingException.uniqueKey(
                    entity.getEntityName() + "." + identifier.getName(),
                    "a deleted row keeps its identifier",
                    "Remove @UniqueWhenActive");
        }
    }

    /**
     * A key as declared.
     *
     * @param entity the entity that declares it
     * @param attributes paths; none for all unique constraints
     * @param name of the index; empty for one made up
     */
    record Declaration(PersistentClass entity, List<String> attributes, String name) {

        String label() {
            return attributes.size() == 1
                    ? entity.getEntityName() + "." + attributes.get(0)
                    : entity.getEntityName() + attributes;
        }
    }
}
