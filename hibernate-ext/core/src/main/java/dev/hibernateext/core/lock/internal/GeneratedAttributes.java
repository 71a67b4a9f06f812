/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The attributes of an entity that are set when it is written, and who wrote it last and when. */
final class GeneratedAttributes {

    private static final List<Class<? extends Annotation>> STAMPS =
            List.of(CreatedAt.class, CreatedBy.class, UpdatedAt.class, UpdatedBy.class);

    private final Set<String> paths = new HashSet<>();
    private final EntityPersister persister;
    private @Nullable String updatedAt;
    private @Nullable String updatedBy;

    private GeneratedAttributes(EntityPersister persister) {
        this.persister = persister;
    }

    static GeneratedAttributes of(EntityPersister persister) {
        var generated = new GeneratedAttributes(persister);
        persister.forEachAttributeMapping(attribute -> {
            // Below the top level getGenerator() answers for another attribute.
            if (!(attribute instanceof EmbeddableValuedModelPart) && isGenerated(attribute)) {
                generated.paths.add(attribute.getAttributeName());
            }
        });
        generated.addStamps("", persister);
        return generated;
    }

    private static boolean isGenerated(AttributeMapping attribute) {
        var generator = attribute.getGenerator();
        return generator != null && generator.generatesSometimes();
    }

    Set<String> paths() {
        return paths;
    }

    @Nullable
    Object updatedAt(Object entity) {
        return updatedAt == null ? null : persister.getPropertyValue(entity, updatedAt);
    }

    @Nullable
    Object updatedBy(Object entity) {
        return updatedBy == null ? null : persister.getPropertyValue(entity, updatedBy);
    }

    private void addStamps(String prefix, ManagedMappingType type) {
        type.forEachAttributeMapping(attribute -> addStamp(prefix + attribute.getAttributeName(), attribute));
    }

    private void addStamp(String path, AttributeMapping attribute) {
        if (attribute instanceof EmbeddableValuedModelPart embedded) {
            addStamps(path + '.', embedded.getEmbeddableTypeDescriptor());
        } else if (attribute.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                && STAMPS.stream().anyMatch(member::isAnnotationPresent)) {
            paths.add(path);
            updatedAt = member.isAnnotationPresent(UpdatedAt.class) ? path : updatedAt;
            updatedBy = member.isAnnotationPresent(UpdatedBy.class) ? path : updatedBy;
        }
    }
}
