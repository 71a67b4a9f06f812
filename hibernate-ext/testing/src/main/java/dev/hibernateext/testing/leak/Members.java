/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import dev.hibernateext.mixins.SharedAmongTenants;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.ValueGenerationType;
import org.jspecify.annotations.Nullable;

/** Attributes of instances, by reflection and whatever their visibility. */
final class Members {

    private static final String MIXINS = SharedAmongTenants.class.getPackageName();

    private Members() {}

    static @Nullable Object get(Object instance, Member member) {
        try {
            if (member instanceof Field field) {
                field.setAccessible(true);
                return field.get(instance);
            }
            var getter = (Method) member;
            getter.setAccessible(true);
            return getter.invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw unusable(member.getDeclaringClass(), member.getName(), e);
        }
    }

    static void set(Object instance, Member member, @Nullable Object value) {
        try {
            if (member instanceof Field field) {
                field.setAccessible(true);
                field.set(instance, value);
            } else {
                var setter = setter((Method) member);
                setter.setAccessible(true);
                setter.invoke(instance, value);
            }
        } catch (ReflectiveOperationException e) {
            throw unusable(member.getDeclaringClass(), member.getName(), e);
        }
    }

    private static Method setter(Method getter) throws NoSuchMethodException {
        var name = getter.getName().replaceFirst("^(get|is)", "set");
        return getter.getDeclaringClass().getDeclaredMethod(name, getter.getReturnType());
    }

    static Object newInstance(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw unusable(type, "constructor", e);
        }
    }

    /** A record with these components; missing ones are null. */
    static Object newRecord(Class<?> type, Map<String, Object> components) {
        var parts = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(parts)
                    .map(part -> components.get(part.getName()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw unusable(type, "constructor", e);
        }
    }

    /** Whether somebody else than the application gives the attribute its value. */
    static boolean isGenerated(@Nullable Member member) {
        return member instanceof AnnotatedElement element
                && Arrays.stream(element.getAnnotations())
                        .map(Annotation::annotationType)
                        .anyMatch(type -> type == TenantId.class
                                || type.isAnnotationPresent(ValueGenerationType.class)
                                || type.getPackageName().equals(MIXINS));
    }

    private static IllegalStateException unusable(Class<?> type, String member, ReflectiveOperationException cause) {
        return new IllegalStateException(
                "Cannot use %s of %s by reflection. Give LeakKit.creating a function that makes the entity."
                        .formatted(member, type.getName()),
                cause);
    }
}
