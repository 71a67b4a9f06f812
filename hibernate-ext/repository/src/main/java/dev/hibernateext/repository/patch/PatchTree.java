/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.DeletedBy;
import dev.hibernateext.mixins.DeletionId;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import dev.hibernateext.mixins.VersionTimestamp;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.ValueReader;
import dev.hibernateext.repository.attribute.ValueReaders;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.ValueGenerationType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;

/** The allowed attributes of an entity, as documents nest them. */
final class PatchTree {

    private static final Set<Class<?>> OWN = Set.of(
            CreatedAt.class,
            CreatedBy.class,
            UpdatedAt.class,
            UpdatedBy.class,
            VersionTimestamp.class,
            DeletedAt.class,
            DeletedBy.class,
            DeletionId.class);

    private final EntityPersister persister;
    private final Class<?> entity;
    private final Map<Class<?>, ValueReader> readers;
    private final Map<String, PatchNode> root = new LinkedHashMap<>();

    PatchTree(SessionFactory factory, Class<?> entity, Map<Class<?>, ValueReader> readers) {
        this.persister = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
        this.entity = entity;
        this.readers = readers;
    }

    PatchNode root() {
        return new PatchNode.Members(null, root);
    }

    void allow(String path) {
        ManagedMappingType owner = persister;
        var steps = new ArrayList<AttributeMapping>();
        var members = root;
        for (var name : path.split("\\.", -1)) {
            if (!steps.isEmpty()) {
                members = membersOf(members, steps.get(steps.size() - 1).getAttributeName());
                owner = embeddableOf(steps, path);
            }
            steps.add(attributeOf(owner, name, path));
        }
        members.put(steps.get(steps.size() - 1).getAttributeName(), node(path, steps));
    }

    /** An embeddable that is allowed as a whole stays so. */
    private static Map<String, PatchNode> membersOf(Map<String, PatchNode> around, String name) {
        var node = around.computeIfAbsent(name, key -> new PatchNode.Members(null, new LinkedHashMap<>()));
        return ((PatchNode.Members) node).allowed();
    }

    private ManagedMappingType embeddableOf(List<AttributeMapping> steps, String path) {
        if (steps.get(steps.size() - 1) instanceof EmbeddableValuedModelPart embedded) {
            return embedded.getEmbeddableTypeDescriptor();
        }
        throw notWritable(path);
    }

    private AttributeMapping attributeOf(ManagedMappingType owner, String name, String path) {
        if (name.equals(persister.getIdentifierPropertyName()) && owner == persister) {
            throw notWritable(path);
        }
        var attribute = owner.findAttributeMapping(name);
        if (attribute == null) {
            throw AttributePathException.unknown(entity, path, name);
        }
        if (isProtected(owner, attribute)) {
            throw notWritable(path);
        }
        return attribute;
    }

    private PatchNode node(String path, List<AttributeMapping> steps) {
        var last = steps.get(steps.size() - 1);
        var type = last.getPropertyAccess().getGetter().getReturnTypeClass();
        var target = new PatchNode.Target(path, boxed(last, type), isNullable(last, type), new AttributeSetter(steps));
        if (last instanceof EmbeddableValuedModelPart embedded) {
            return new PatchNode.Members(target, parts(path, steps, embedded.getEmbeddableTypeDescriptor()));
        }
        if (last instanceof BasicValuedModelPart) {
            return new PatchNode.Value(target, reader(path, target.type()));
        }
        throw notWritable(path);
    }

    private Map<String, PatchNode> parts(String path, List<AttributeMapping> steps, EmbeddableMappingType embeddable) {
        var parts = new LinkedHashMap<String, PatchNode>();
        embeddable.forEachAttributeMapping((index, part) -> {
            var name = part.getAttributeName();
            var longer = Stream.concat(steps.stream(), Stream.of(attributeOf(embeddable, name, path + "." + name)));
            parts.put(name, node(path + "." + name, longer.toList()));
        });
        return parts;
    }

    private ValueReader reader(String path, Class<?> type) {
        var own = readers.get(type);
        var reader = own != null ? own : ValueReaders.of(type);
        if (reader == null) {
            throw notWritable(path);
        }
        return reader;
    }

    private static Class<?> boxed(AttributeMapping attribute, Class<?> type) {
        return type.isPrimitive() ? attribute.getJavaType().getJavaTypeClass() : type;
    }

    private static boolean isNullable(AttributeMapping attribute, Class<?> type) {
        return !type.isPrimitive() && attribute.getAttributeMetadata().isNullable();
    }

    private boolean isProtected(ManagedMappingType owner, AttributeMapping attribute) {
        var version = persister.getVersionMapping();
        return (version != null && attribute == version.getVersionAttribute())
                || hasOwnMeaning(attribute)
                || (!(attribute instanceof EmbeddableValuedModelPart)
                        && (isGenerated(owner, attribute)
                                || !attribute.getAttributeMetadata().isUpdatable()));
    }

    /** Hibernate knows generators by the place in the entity's state, which parts of embeddables do not have. */
    private boolean isGenerated(ManagedMappingType owner, AttributeMapping attribute) {
        return owner == persister && attribute.getGenerator() != null;
    }

    private static boolean hasOwnMeaning(AttributeMapping attribute) {
        return attribute.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                && Arrays.stream(member.getAnnotations())
                        .map(Annotation::annotationType)
                        .anyMatch(type -> OWN.contains(type) || type.isAnnotationPresent(ValueGenerationType.class));
    }

    private AttributePathException notWritable(String path) {
        return AttributePathException.notWritable(entity, path);
    }
}
