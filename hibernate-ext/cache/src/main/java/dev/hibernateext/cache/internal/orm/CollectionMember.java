/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegion;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.mapping.Collection;
import org.jspecify.annotations.Nullable;

/** The attribute of a collection: the field or the getter of its name, in the owner, an embeddable or a class above. */
final class CollectionMember {

    private CollectionMember() {}

    static @Nullable CacheRegion annotation(Collection collection) {
        var owner = collection.getOwner();
        if (owner.getMappedClass() == null) {
            return null;
        }
        var path = collection.getRole().substring(owner.getEntityName().length() + 1);
        return annotation(owner.getMappedClass(), path.split("\\."));
    }

    private static @Nullable CacheRegion annotation(Class<?> owner, String... path) {
        Class<?> type = owner;
        for (var i = 0; i < path.length - 1 && type != null; i++) {
            type = typeOf(type, path[i]);
        }
        return type == null
                ? null
                : members(type, path[path.length - 1])
                        .map(member -> member.getAnnotation(CacheRegion.class))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Class<?> typeOf(Class<?> owner, String attribute) {
        return members(owner, attribute)
                .map(member -> member instanceof Field field ? field.getType() : ((Method) member).getReturnType())
                .findFirst()
                .orElse(null);
    }

    private static Stream<AnnotatedElement> members(Class<?> owner, String attribute) {
        return Stream.<Class<?>>iterate(owner, Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> field.getName().equals(attribute)),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> method.getParameterCount() == 0
                                        && method.getName().equalsIgnoreCase("get" + attribute))));
    }
}
