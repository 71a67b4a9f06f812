/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.metamodel.StaticMetamodel;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;

/** Static fields belong to nobody, so that nothing in them may change. */
final class StaticFields {

    /** Each with the reason. */
    private static final Map<String, String> ALLOWED = Map.of(
            "dev.hibernateext.core.context.Contexts.INNERMOST",
            "a context is in force on a thread, and the leak check shows that none is left there",
            "dev.hibernateext.tenancy.deadline.Deadline.INNERMOST",
            "a deadline is in force on a thread, through the data sources and drivers of others",
            "dev.hibernateext.testing.jdbc.WireTraffic$Handshake.CURRENT",
            "drivers make socket factories by name, so that only the thread tells them whose connection it is");

    private StaticFields() {}

    static ArchRule areFinal(String root) {
        return rule("be final", field -> field.getModifiers().contains(FINAL));
    }

    static ArchRule doNotChange(String root) {
        return rule("hold what cannot change", field -> {
            var type = field.getRawType();
            if (type.isArray()) {
                return field.getModifiers().contains(PRIVATE); // Java has no array that cannot change.
            }
            var holder = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
            return holder ? isUnchangeable(valueOf(field)) : !isChangeable(type.getName());
        });
    }

    private static ArchRule rule(String description, Predicate<JavaField> test) {
        return fields().that().areStatic().should(new ArchCondition<>(description) {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (!isOfCompiler(field) && !ALLOWED.containsKey(field.getFullName()) && !test.test(field)) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " does not " + description));
                }
            }
        });
    }

    /** Such as the array behind {@code values()} of an enum, or the attributes of a static metamodel. */
    private static boolean isOfCompiler(JavaField field) {
        return field.getModifiers().contains(SYNTHETIC)
                || field.getName().contains("$")
                || field.getOwner().isAnnotatedWith(StaticMetamodel.class);
    }

    private static boolean isChangeable(String type) {
        return type.startsWith("java.util.concurrent.atomic.")
                || type.equals(ThreadLocal.class.getName())
                || type.equals(StringBuilder.class.getName());
    }

    private static boolean isUnchangeable(Object value) {
        var implementation = value.getClass().getName();
        return implementation.startsWith("java.util.ImmutableCollections$")
                || implementation.startsWith("java.util.Collections$");
    }

    private static Object valueOf(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read " + field.getFullName(), e);
        }
    }
}
