/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.revision.NumberedRevision;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.annotations.Temporal;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/** The entities of an application, as far as histories are concerned. */
public record RecordedModel(Collection<PersistentClass> entities) {

    /** The entity of ours that the application has for revisions. */
    public Optional<Class<? extends NumberedRevision>> revision() {
        return classes()
                .filter(NumberedRevision.class::isAssignableFrom)
                .<Class<? extends NumberedRevision>>map(type -> type.asSubclass(NumberedRevision.class))
                .findFirst();
    }

    /** Whether Hibernate keeps old rows of an entity beside new ones, with changesets too. */
    public boolean isTemporal() {
        return classes().anyMatch(type -> has(type, Temporal.class));
    }

    boolean isAudited() {
        return classes().anyMatch(type -> has(type, Audited.class));
    }

    boolean hasRevisions() {
        return classes().anyMatch(type -> type.isAnnotationPresent(RevisionEntity.class));
    }

    /** Whether rows of an entity belong to tenants. */
    public boolean hasTenants() {
        return Stream.concat(classes(), embeddables()).anyMatch(type -> has(type, TenantId.class));
    }

    private Stream<Class<?>> classes() {
        return entities.stream().filter(PersistentClass::hasPojoRepresentation).map(PersistentClass::getMappedClass);
    }

    private Stream<Class<?>> embeddables() {
        return entities.stream()
                .flatMap(entity -> Stream.concat(entity.getProperties().stream(), identifier(entity)))
                .map(Property::getValue)
                .filter(value -> value instanceof Component component && !component.isDynamic())
                .map(value -> ((Component) value).getComponentClass());
    }

    private static Stream<Property> identifier(PersistentClass entity) {
        return Stream.ofNullable(entity.getIdentifierProperty());
    }

    private static boolean has(@Nullable Class<?> type, Class<? extends Annotation> annotation) {
        return type != null
                && type != Object.class
                && (Stream.of(
                                        Stream.<AnnotatedElement>of(type),
                                        Arrays.stream(type.getDeclaredFields()),
                                        Arrays.stream(type.getDeclaredMethods()))
                                .flatMap(elements -> elements)
                                .anyMatch(element -> element.isAnnotationPresent(annotation))
                        || has(type.getSuperclass(), annotation));
    }
}
