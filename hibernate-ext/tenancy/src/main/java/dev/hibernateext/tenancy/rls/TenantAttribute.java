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
        for (var property : entity.getPropertyClosure()) {
            if (property.getColumnSpan() == 1 && isTenant(entity, property)) {
                return property.getColumns().get(0);
            }
        }
        return null;
    }

    private static boolean isTenant(PersistentClass entity, Property property) {
        var column = property.getColumns();
        return !column.isEmpty()
                && (members(entity, property).anyMatch(member -> member.isAnnotationPresent(TenantId.class))
                        || isFiltered(entity, column.get(0)));
    }

    private static boolean isFiltered(PersistentClass entity, Column column) {
        return entity.getRootClass().getFilters().stream()
                .anyMatch(filter ->
                        filter.getName().equals(FILTER) && filter.getCondition().startsWith(column.getName() + " "));
    }

    private static Stream<AnnotatedElement> members(PersistentClass entity, Property property) {
        if (!entity.hasPojoRepresentation()) {
            return Stream.empty();
        }
        return Stream.<Class<?>>iterate(entity.getMappedClass(), type -> type != null, Class::getSuperclass)
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
