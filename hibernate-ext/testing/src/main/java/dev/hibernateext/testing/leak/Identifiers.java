/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import jakarta.persistence.GeneratedValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.hibernate.annotations.IdGeneratorType;
import org.jspecify.annotations.Nullable;

/** Identifiers of several attributes. */
final class Identifiers {

    private static final long LENGTH = 255;

    private Identifiers() {}

    static boolean isGenerated(@Nullable Member member) {
        return member instanceof AnnotatedElement element
                && (element.isAnnotationPresent(GeneratedValue.class)
                        || Arrays.stream(element.getAnnotations())
                                .anyMatch(annotation ->
                                        annotation.annotationType().isAnnotationPresent(IdGeneratorType.class)));
    }

    /** The identifier with another value in its first attribute that is a number or a text; null if it has none. */
    static @Nullable Object changed(Object id, int number) {
        var fields = Arrays.stream(id.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
        var changed = fields.stream()
                .filter(field -> isPlain(field.getType()) && !Members.isGenerated(field))
                .min((one, other) -> Boolean.compare(other.getType() != String.class, one.getType() != String.class))
                .orElse(null);
        if (changed == null) {
            return null;
        }
        return id.getClass().isRecord()
                ? changedRecord(id, fields, changed, number)
                : changedCopy(id, fields, changed, number);
    }

    private static boolean isPlain(Class<?> type) {
        return type == String.class
                || type == java.util.UUID.class
                || (type.isPrimitive() && type != boolean.class)
                || Number.class.isAssignableFrom(type);
    }

    private static Object changedRecord(Object id, List<Field> fields, Field changed, int number) {
        var parts = new HashMap<String, Object>();
        for (var field : fields) {
            var value = field.equals(changed) ? Values.of(field.getType(), number, LENGTH) : Members.get(id, field);
            if (value != null) {
                parts.put(field.getName(), value);
            }
        }
        return Members.newRecord(id.getClass(), parts);
    }

    private static Object changedCopy(Object id, List<Field> fields, Field changed, int number) {
        var copy = Members.newInstance(id.getClass());
        for (var field : fields) {
            Members.set(
                    copy,
                    field,
                    field.equals(changed) ? Values.of(field.getType(), number, LENGTH) : Members.get(id, field));
        }
        return copy;
    }

    /** Gives a detached instance another identifier. */
    static void assign(Subject subject, Object instance, Object id) {
        subject.persister().getIdentifierMapping().setIdentifier(instance, id, null);
    }
}
