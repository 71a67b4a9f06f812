/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What the annotation on a test class says. */
record TestClass(Class<?> type, HibernateExtTest annotation) {

    private static final List<Class<? extends Annotation>> MANAGED =
            List.of(Entity.class, Embeddable.class, MappedSuperclass.class);

    static TestClass of(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, HibernateExtTest.class)
                .map(found -> new TestClass(type, found))
                .orElseThrow(() -> new IllegalStateException(type + " is not annotated with @HibernateExtTest."));
    }

    List<DatabaseKind> databases() {
        return List.of(annotation.databases());
    }

    boolean leakCheck() {
        return annotation.leakCheck();
    }

    List<Class<?>> entities() {
        return annotation.entities().length > 0
                ? List.of(annotation.entities())
                : superclasses().flatMap(TestClass::managedIn).toList();
    }

    Map<String, Object> settings(DatabaseUnderTest database) {
        var settings = new HashMap<String, Object>();
        for (var setting : annotation.settings()) {
            settings.put(setting.name(), setting.value());
        }
        contributors()
                .forEach(contributor ->
                        ReflectionSupport.newInstance(contributor).contribute(settings, database));
        return settings;
    }

    private Stream<Class<? extends SettingsContributor>> contributors() {
        var named = Arrays.stream(annotation.contributors());
        return SettingsContributor.class.isAssignableFrom(type)
                ? Stream.concat(named, Stream.of(type.asSubclass(SettingsContributor.class)))
                : named;
    }

    private Stream<Class<?>> superclasses() {
        return Stream.iterate(type, candidate -> candidate != null, Class::getSuperclass);
    }

    private static Stream<Class<?>> managedIn(Class<?> type) {
        return Arrays.stream(type.getDeclaredClasses())
                .filter(nested -> Modifier.isStatic(nested.getModifiers()))
                .filter(nested -> MANAGED.stream().anyMatch(nested::isAnnotationPresent));
    }
}
