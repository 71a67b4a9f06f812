/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SortNatural;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Makes entities from nothing but their metamodel, the same ones in each run. */
final class SampleInstances {

    private static final int MOST_REFERENCES = 5;

    private final SessionFactoryImplementor factory;
    private final SampleValues values = new SampleValues();

    SampleInstances(SessionFactory factory) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    /** A transient entity, preceded by those it cannot be stored without. */
    List<Object> of(EntityType<?> type) {
        var needed = new ArrayList<>();
        make(type, needed, 0);
        return needed;
    }

    /** Another value for the first attribute that can have one. */
    boolean change(EntityType<?> type, Object entity) {
        for (var attribute : ordered(type)) {
            var value = isChangeable(attribute) ? values.of(attribute.getJavaType()) : null;
            if (value != null) {
                set(entity, attribute, value);
                return true;
            }
        }
        return false;
    }

    private static boolean isChangeable(Attribute<?, ?> attribute) {
        return attribute instanceof SingularAttribute<?, ?> singular
                && attribute.getPersistentAttributeType() == Attribute.PersistentAttributeType.BASIC
                && !singular.isId()
                && !singular.isVersion()
                && !has(attribute, NaturalId.class);
    }

    private static boolean has(Attribute<?, ?> attribute, Class<? extends Annotation> annotation) {
        return attribute.getJavaMember() instanceof AnnotatedElement member && member.isAnnotationPresent(annotation);
    }

    private Object make(EntityType<?> type, List<Object> needed, int depth) {
        var concrete = concrete(type);
        var entity = instantiate(concrete.getJavaType());
        var assigned = hasAssignedId(concrete);
        for (var attribute : ordered(concrete)) {
            if (assigned || !isId(attribute)) {
                fill(entity, attribute, needed, depth);
            }
        }
        needed.add(entity);
        return entity;
    }

    private void fill(Object owner, Attribute<?, ?> attribute, List<Object> needed, int depth) {
        var value = attribute instanceof SingularAttribute<?, ?> singular
                ? singularValue(singular, needed, depth)
                : elements((PluralAttribute<?, ?, ?>) attribute, needed, depth);
        if (value != null) {
            set(owner, attribute, value);
        }
    }

    private @Nullable Object singularValue(SingularAttribute<?, ?> attribute, List<Object> needed, int depth) {
        if (attribute.isVersion()) {
            return null;
        }
        return switch (attribute.getPersistentAttributeType()) {
            case BASIC -> values.of(attribute.getJavaType());
            case EMBEDDED -> embeddable((EmbeddableType<?>) attribute.getType(), needed, depth);
            case MANY_TO_ONE, ONE_TO_ONE -> reference(attribute, needed, depth);
            default -> null;
        };
    }

    private @Nullable Object reference(SingularAttribute<?, ?> attribute, List<Object> needed, int depth) {
        var isNeeded = !attribute.isOptional() || attribute.isId() || depth == 0;
        return isNeeded && depth < MOST_REFERENCES
                ? make((EntityType<?>) attribute.getType(), needed, depth + 1)
                : null;
    }

    private Object embeddable(EmbeddableType<?> type, List<Object> needed, int depth) {
        var embeddable = instantiate(type.getJavaType());
        ordered(type).forEach(attribute -> fill(embeddable, attribute, needed, depth));
        return embeddable;
    }

    private @Nullable Object elements(PluralAttribute<?, ?, ?> attribute, List<Object> needed, int depth) {
        if (attribute.getCollectionType() == PluralAttribute.CollectionType.MAP) {
            return attribute.getJavaType().isAssignableFrom(HashMap.class) ? new HashMap<>() : new TreeMap<>();
        }
        var collection = collection(attribute);
        var element = element(attribute, needed, depth);
        if (element != null) {
            collection.add(element);
        }
        return collection;
    }

    private @Nullable Object element(PluralAttribute<?, ?, ?> attribute, List<Object> needed, int depth) {
        var element = attribute.getElementType();
        if (attribute.getPersistentAttributeType() != Attribute.PersistentAttributeType.ELEMENT_COLLECTION) {
            return null;
        }
        return element instanceof EmbeddableType<?> type
                ? embeddable(type, needed, depth)
                : values.of(element.getJavaType());
    }

    private static Collection<Object> collection(PluralAttribute<?, ?, ?> attribute) {
        if (attribute.getCollectionType() != PluralAttribute.CollectionType.SET) {
            return new ArrayList<>();
        }
        var sorted = has(attribute, SortNatural.class) || attribute.getJavaType() == SortedSet.class;
        return sorted ? new TreeSet<>() : new LinkedHashSet<>();
    }

    private boolean hasAssignedId(EntityType<?> type) {
        var generator = factory.getMappingMetamodel()
                .getEntityDescriptor(type.getJavaType())
                .getGenerator();
        return !type.hasSingleIdAttribute()
                || type.getIdType().getPersistenceType() == Type.PersistenceType.EMBEDDABLE
                || !generator.generatesOnInsert();
    }

    private EntityType<?> concrete(EntityType<?> type) {
        return factory.getMetamodel().getEntities().stream()
                .filter(candidate -> type.getJavaType().isAssignableFrom(candidate.getJavaType()))
                .filter(candidate ->
                        !Modifier.isAbstract(candidate.getJavaType().getModifiers()))
                .min(Comparator.comparing((EntityType<?> candidate) -> !candidate.equals(type))
                        .thenComparing(EntityType::getName))
                .orElseThrow();
    }

    private static boolean isId(Attribute<?, ?> attribute) {
        return attribute instanceof SingularAttribute<?, ?> singular && singular.isId();
    }

    private static List<Attribute<?, ?>> ordered(ManagedType<?> type) {
        var attributes = new ArrayList<Attribute<?, ?>>(type.getAttributes());
        attributes.sort(Comparator.comparing(Attribute::getName));
        return attributes;
    }

    private static Object instantiate(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot instantiate " + type.getName(), e);
        }
    }

    private static void set(Object owner, Attribute<?, ?> attribute, Object value) {
        var member = attribute.getJavaMember();
        try {
            if (member instanceof Field field) {
                accessible(field).set(owner, value);
            } else if (member instanceof Method getter) {
                accessible(setter(getter)).invoke(owner, value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot set " + member, e);
        }
    }

    private static Method setter(Method getter) throws NoSuchMethodException {
        var property = getter.getName().replaceFirst("^(get|is)", "");
        return getter.getDeclaringClass().getDeclaredMethod("set" + property, getter.getReturnType());
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        member.setAccessible(true);
        return member;
    }
}
