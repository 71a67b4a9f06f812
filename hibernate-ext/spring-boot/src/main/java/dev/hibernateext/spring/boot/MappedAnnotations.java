/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import dev.hibernateext.history.revision.NumberedRevision;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.Changelog;
import org.hibernate.annotations.Temporal;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.OverridingClassLoader;
import org.springframework.util.ClassUtils;

/**
 * What a persistence unit is annotated with: its classes, their members and superclasses.
 *
 * @param names of annotations and superclasses
 */
record MappedAnnotations(Set<String> names) {

    /** Envers need not be there. */
    private static final String ENVERS = "org.hibernate.envers.";

    private static final List<String> HISTORIES = List.of(Audited.class.getName(), ENVERS + "Audited");

    /** Whoever has one of these has revisions, or what stands for them. */
    private static final List<String> REVISIONS = List.of(
            NumberedRevision.class.getName(),
            Changelog.class.getName(),
            Temporal.class.getName(),
            ENVERS + "RevisionEntity");

    /** Reads classes through a loader that is thrown away, since what weaves entities has to see them before they are loaded. */
    static MappedAnnotations of(Collection<String> classes, @Nullable ClassLoader parent) {
        var loader = new OverridingClassLoader(parent);
        loader.excludePackage("jakarta");
        loader.excludePackage("org.hibernate");
        var names = new HashSet<String>();
        classes.forEach(name -> add(ClassUtils.resolveClassName(name, loader), names));
        return new MappedAnnotations(names);
    }

    private static void add(@Nullable Class<?> type, Set<String> names) {
        if (type != null && type != Object.class && names.add(type.getName())) {
            Stream.of(
                            Stream.<AnnotatedElement>of(type),
                            Stream.of(type.getDeclaredFields()),
                            Stream.of(type.getDeclaredMethods()))
                    .flatMap(elements -> elements)
                    .flatMap(element -> Stream.of(element.getDeclaredAnnotations()))
                    .map(Annotation::annotationType)
                    .forEach(annotation -> names.add(annotation.getName()));
            add(type.getSuperclass(), names);
        }
    }

    boolean lackTenantRevision() {
        return names.contains(TenantId.class.getName())
                && HISTORIES.stream().anyMatch(names::contains)
                && REVISIONS.stream().noneMatch(names::contains);
    }
}
