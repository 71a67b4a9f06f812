/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.mixins.SharedAmongTenants;
import java.lang.reflect.AccessibleObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Value;

/** Finds entities that nothing keeps apart where tenants have rows in common tables. */
final class RowEntities {

    private RowEntities() {}

    /** The names of entities that neither have a tenant attribute nor are declared as shared nor are secured otherwise, sorted. */
    static List<String> withoutTenant(Metadata metadata, Set<String> secured) {
        return metadata.getEntityBindings().stream()
                .filter(entity -> entity instanceof RootClass && !isDeclared(entity))
                .map(PersistentClass::getEntityName)
                .filter(entity -> !secured.contains(entity))
                .sorted()
                .toList();
    }

    private static boolean isDeclared(PersistentClass entity) {
        var type = entity.getMappedClass();
        return type != null
                && (type.isAnnotationPresent(SharedAmongTenants.class)
                        || Stream.concat(Stream.of(type), embeddedIn(entity)).anyMatch(RowEntities::hasTenant));
    }

    private static Stream<Class<?>> embeddedIn(PersistentClass entity) {
        var values = entity.getPropertyClosure().stream().map(Property::getValue);
        return Stream.concat(Stream.of(entity.getIdentifier()), values).flatMap(RowEntities::embedded);
    }

    private static Stream<Class<?>> embedded(Value value) {
        if (!(value instanceof Component component) || component.isDynamic()) {
            return Stream.empty();
        }
        var inner = component.getProperties().stream().map(Property::getValue).flatMap(RowEntities::embedded);
        return Stream.concat(Stream.of(component.getComponentClass()), inner);
    }

    private static boolean hasTenant(Class<?> type) {
        return Stream.<Class<?>>iterate(type, level -> level != null, Class::getSuperclass)
                .flatMap(level -> Stream.<AccessibleObject>concat(
                        Stream.of(level.getDeclaredFields()), Stream.of(level.getDeclaredMethods())))
                .anyMatch(member -> member.isAnnotationPresent(TenantId.class));
    }
}
