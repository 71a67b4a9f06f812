/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.lang.reflect.AnnotatedElement;
import java.util.Locale;
import java.util.stream.Stream;
import org.hibernate.annotations.TenantId;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/** Finds the attribute with the tenant. Hibernate keeps it as a filter, which others may have replaced. */
final class TenantAttribute {

    /** {@code TenantIdBinder.FILTER_NAME} of Hibernate. */
    private static final String FILTER = "_tenantId";

    private TenantAttribute() {}

    /** The column, or null if the entity is shared by all tenants. */
    static @Nullable Column columnOf(PersistentClass entity) {
        if (!entity.hasPojoRepresentation()) {
            return null;
        }
        return Stream.concat(
                        ofIdentifier(entity), ofEntity(entity.getMappedClass(), entity.getPropertyClosure().stream()))
                .findFirst()
                .orElseGet(() -> filtered(entity));
    }

    private static Stream<Column> ofIdentifier(PersistentClass entity) {
        var property = entity.getIdentifierProperty();
        if (property != null) {
            return ofEntity(entity.getMappedClass(), Stream.of(property));
        }
        return entity.getIdentifier() instanceof Component parts
                ? ofEntity(entity.getMappedClass(), parts.getProperties().stream())
                : Stream.empty();
    }

    private static Stream<Column> ofEntity(Class<?> type, Stream<Property> properties) {
        return properties.flatMap(property -> of(type, property));
    }

    private static Stream<Column> of(Class<?> owner, Property property) {
        if (property.getValue() instanceof Component embedded) {
            return embedded.isDynamic()
                    ? Stream.empty()
                    : ofEntity(embedded.getComponentClass(), embedded.getProperties().stream());
        }
        var column = property.getColumns();
        return column.size() == 1
                        && members(owner, property).anyMatch(member -> member.isAnnotationPresent(TenantId.class))
                ? column.stream()
                : Stream.empty();
    }

    private static @Nullable Column filtered(PersistentClass entity) {
        return entity.getPropertyClosure().stream()
                .filter(property ->
                        property.getColumnSpan() == 1 && !property.getColumns().isEmpty())
                .map(property -> property.getColumns().get(0))
                .filter(column -> isFiltered(entity, column))
                .findFirst()
                .orElse(null);
    }

    private static boolean isFiltered(PersistentClass entity, Column column) {
        return entity.getRootClass().getFilters().stream()
                .anyMatch(filter ->
                        filter.getName().equals(FILTER) && filter.getCondition().startsWith(column.getName() + " "));
    }

    private static Stream<AnnotatedElement> members(Class<?> owner, Property property) {
        return Stream.<Class<?>>iterate(owner, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Stream.concat(
                        Stream.<AnnotatedElement>of(type.getDeclaredFields())
                                .filter(field -> named(field, property.getName())),
                        Stream.<AnnotatedElement>of(type.getDeclaredMethods())
                                .filter(method -> named(method, getter(property.getName())))));
    }

    private static boolean named(AnnotatedElement member, String name) {
        return ((java.lang.reflect.Member) member).getName().equals(name);
    }

    private static String getter(String name) {
        return "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
