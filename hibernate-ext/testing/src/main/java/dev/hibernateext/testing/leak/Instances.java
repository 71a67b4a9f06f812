/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/** Makes instances of entities with all that they need, and persists them. */
final class Instances {

    private static final long LENGTH = 255;
    private static final int ABSENT = 1_999_999;

    private final LeakKit kit;
    private final Model model;
    private final Numbers ids = new Numbers(1);

    Instances(LeakKit kit, Model model) {
        this.kit = kit;
        this.model = model;
    }

    /** Persists a row with rows for all that it refers to, and an element in each of its collections. */
    Object create(Session session, Subject subject, Numbers numbers) {
        return new Making(session, numbers, new ArrayList<>()).persist(subject);
    }

    /** An instance with references, neither persisted nor with elements. */
    Object prepare(Session session, Subject subject, Numbers numbers) {
        var making = new Making(session, numbers, new ArrayList<>());
        making.inProgress.add(subject);
        return making.make(subject);
    }

    boolean canPrepare(Subject subject) {
        return kit.creator(subject.javaType()) == null;
    }

    /** An identifier of no row that is like one of a row; null if that is not known. */
    static @Nullable Object absent(Subject subject, Object id) {
        var value = Values.of(id.getClass(), ABSENT, length(subject.persister().getIdentifierMapping()));
        if (value != null && !id.getClass().isRecord()) {
            return value;
        }
        return Identifiers.changed(id, ABSENT);
    }

    static long length(@Nullable ModelPart part) {
        return part instanceof SelectableMapping column && column.getLength() != null ? column.getLength() : LENGTH;
    }

    private final class Making {

        private final Session session;
        private final Numbers numbers;
        private final List<Subject> inProgress;

        Making(Session session, Numbers numbers, List<Subject> inProgress) {
            this.session = session;
            this.numbers = numbers;
            this.inProgress = inProgress;
        }

        Object persist(Subject subject) {
            inProgress.add(subject);
            try {
                var creator = kit.creator(subject.javaType());
                var instance = creator == null ? make(subject) : creator.apply(session);
                if (creator == null && inProgress.size() == 1) {
                    fill(subject, instance);
                }
                if (!session.contains(instance)) {
                    session.persist(instance);
                }
                session.flush();
                return instance;
            } catch (CreationException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new CreationException(subject.name(), e.getClass().getSimpleName(), e);
            } finally {
                inProgress.remove(subject);
            }
        }

        Object make(Subject subject) {
            var instance = Members.newInstance(subject.javaType());
            var number = numbers.next();
            for (var attribute : subject.type().getSingularAttributes()) {
                var value = valueOf(subject, attribute, instance, number);
                if (value != null) {
                    Members.set(instance, attribute.getJavaMember(), value);
                }
            }
            return instance;
        }

        private @Nullable Object valueOf(Subject subject, SingularAttribute<?, ?> attribute, Object owner, int number) {
            if (attribute.isVersion() || (attribute.isId() && isIdGenerated(subject, attribute))) {
                return null;
            }
            if (attribute.getType() instanceof EmbeddableType<?> embeddable) {
                var part = subject.part(attribute.getName());
                return embedded(
                        embeddable,
                        part instanceof ModelPartContainer container ? container : null,
                        Members.get(owner, attribute.getJavaMember()),
                        attribute.isId() ? ids.next() : number);
            }
            if (subject.isGenerated(attribute)) {
                return null;
            }
            if (attribute.isAssociation()) {
                return reference(subject.part(attribute.getName()), attribute);
            }
            var part = attribute.isId() && subject.type().hasSingleIdAttribute()
                    ? subject.persister().getIdentifierMapping()
                    : subject.part(attribute.getName());
            return basic(subject.name(), attribute, part, attribute.isId() ? ids.next() : number);
        }

        private boolean isIdGenerated(Subject subject, SingularAttribute<?, ?> attribute) {
            var generator = subject.persister().getGenerator();
            return attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC
                    && (Identifiers.isGenerated(attribute.getJavaMember())
                            || (subject.type().hasSingleIdAttribute()
                                    && generator != null
                                    && generator.generatesSometimes()));
        }

        private @Nullable Object basic(
                String entity, SingularAttribute<?, ?> attribute, @Nullable ModelPart part, int number) {
            if (attribute.getPersistentAttributeType() != PersistentAttributeType.BASIC
                    || Members.isGenerated(attribute.getJavaMember())
                    || (!attribute.isId() && !Subject.isInsertable(part))) {
                return null;
            }
            var value = Values.of(attribute.getJavaType(), number, length(part));
            if (value == null && !attribute.isOptional()) {
                throw new CreationException(
                        entity, "no value is known for " + attribute.getName(), new IllegalArgumentException());
            }
            return value;
        }

        private @Nullable Object reference(@Nullable ModelPart part, SingularAttribute<?, ?> attribute) {
            var target = model.concrete(attribute.getJavaType());
            if (target == null || !Subject.isInsertable(part) || (attribute.isOptional() && isInProgress(target))) {
                return null;
            }
            return persist(target);
        }

        private boolean isInProgress(Subject target) {
            return inProgress.stream().anyMatch(open -> open.javaType().isAssignableFrom(target.javaType()))
                    || inProgress.contains(target);
        }

        private @Nullable Object embedded(
                EmbeddableType<?> type, @Nullable ModelPartContainer mapping, @Nullable Object present, int number) {
            var values = values(type, mapping, number);
            if (type.getJavaType().isRecord()) {
                return Members.newRecord(type.getJavaType(), values);
            }
            if (values.isEmpty()) {
                return null;
            }
            var instance = present == null ? Members.newInstance(type.getJavaType()) : present;
            for (var attribute : type.getAttributes()) {
                if (values.containsKey(attribute.getName())) {
                    Members.set(instance, attribute.getJavaMember(), values.get(attribute.getName()));
                }
            }
            return instance;
        }

        private Map<String, Object> values(ManagedType<?> type, @Nullable ModelPartContainer mapping, int number) {
            var values = new HashMap<String, Object>();
            for (var attribute : type.getSingularAttributes()) {
                var part = mapping == null ? null : mapping.findSubPart(attribute.getName(), null);
                Object value;
                if (Members.isGenerated(attribute.getJavaMember())) {
                    value = null;
                } else if (attribute.getType() instanceof EmbeddableType<?> nested) {
                    value = embedded(
                            nested, part instanceof ModelPartContainer container ? container : null, null, number);
                } else if (attribute.getType() instanceof EntityType<?>) {
                    value = reference(part, attribute);
                } else {
                    value = basic(type.getJavaType().getSimpleName(), attribute, part, number);
                }
                if (value != null) {
                    values.put(attribute.getName(), value);
                }
            }
            return values;
        }

        private void fill(Subject subject, Object instance) {
            for (var plural : subject.collections()) {
                var element = element(plural);
                if (element != null) {
                    add(instance, plural, element);
                }
            }
        }

        private @Nullable Object element(PluralAttribute<?, ?, ?> plural) {
            var type = plural.getElementType();
            if (type instanceof EmbeddableType<?> embeddable) {
                return embedded(embeddable, null, null, numbers.next());
            }
            if (!(type instanceof EntityType<?>)) {
                return Values.of(type.getJavaType(), numbers.next(), LENGTH);
            }
            var target = model.concrete(type.getJavaType());
            return target == null || isInProgress(target) ? null : persist(target);
        }

        @SuppressWarnings("unchecked")
        private void add(Object instance, PluralAttribute<?, ?, ?> plural, Object element) {
            var present = Members.get(instance, plural.getJavaMember());
            if (plural instanceof MapAttribute<?, ?, ?> map) {
                var key = Values.of(map.getKeyJavaType(), numbers.next(), LENGTH);
                var entries = present == null ? new TreeMap<>() : (Map<Object, Object>) present;
                if (key != null) {
                    entries.put(key, element);
                    Members.set(instance, plural.getJavaMember(), entries);
                }
            } else if (Collection.class.isAssignableFrom(plural.getJavaType())) {
                var elements = present == null ? empty(plural) : (Collection<Object>) present;
                elements.add(element);
                Members.set(instance, plural.getJavaMember(), elements);
            }
        }

        private Collection<Object> empty(PluralAttribute<?, ?, ?> plural) {
            return plural.getJavaType().isAssignableFrom(ArrayList.class)
                    ? new ArrayList<>()
                    : plural.getJavaType().isAssignableFrom(TreeSet.class)
                                    && plural.getJavaType() != java.util.Set.class
                            ? new TreeSet<>()
                            : new java.util.HashSet<>();
        }
    }
}
