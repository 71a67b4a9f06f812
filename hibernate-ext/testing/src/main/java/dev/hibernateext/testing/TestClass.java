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
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotation on a test class says. */
record TestClass(Class<?> type, HibernateExtTest annotation) {

    private static final List<Class<? extends Annotation>> MANAGED =
            List.of(Entity.class, Embeddable.class, MappedSuperclass.class);

    static TestClass of(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, HibernateExtTest.class)
                .map(found -> new TestClass(type, found))
                .orElseThrow(() -> new ExtensionConfigurationException(
                        type.getName() + " is not annotated with @HibernateExtTest."));
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
        contributors().map(TestClass::instance).forEach(contributor -> contributor.contribute(settings, database));
        return settings;
    }

    private Stream<Class<? extends SettingsContributor>> contributors() {
        var named = Arrays.stream(annotation.contributors());
        return SettingsContributor.class.isAssignableFrom(type)
                ? Stream.concat(named, Stream.of(type.asSubclass(SettingsContributor.class)))
                : named;
    }

    private static SettingsContributor instance(Class<? extends SettingsContributor> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    type.getName()
                            + " contributes settings, so it needs a constructor without parameters that returns.",
                    e);
        }
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
