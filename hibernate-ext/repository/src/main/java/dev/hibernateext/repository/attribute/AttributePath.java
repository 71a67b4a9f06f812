/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * An attribute reached from an entity through to-one associations and embeddables.
 *
 * <p>Associations on the way are joined by LEFT, never by an implicit inner join: a row without the association has NULL
 * there and is not lost, neither from an OR nor from a sort. Paths of one query share their joins.
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @param <E> the entity the path starts at
 */
public final class AttributePath<E> {

    private final Class<E> entity;
    private final String name;
    private final List<PathStep> steps;
    private final Attribute<?, ?> attribute;

    private AttributePath(Class<E> entity, String name, List<PathStep> steps, Attribute<?, ?> attribute) {
        this.entity = entity;
        this.name = name;
        this.steps = steps;
        this.attribute = attribute;
    }

    /**
     * Resolves a path.
     *
     * @param metamodel of the session factory
     * @param entity where the path starts
     * @param name names of attributes, joined by dots; the last is basic, embedded, or a collection of basic elements
     * @param <E> the entity
     * @return the path
     * @throws AttributePathException if an attribute is not there, or a step does not lead to one value
     */
    public static <E> AttributePath<E> of(Metamodel metamodel, Class<E> entity, String name) {
        ManagedType<?> owner = metamodel.managedType(entity);
        var steps = new ArrayList<PathStep>();
        Attribute<?, ?> attribute = null;
        for (var step : name.split("\\.", -1)) {
            if (attribute != null) {
                owner = targetOf(attribute, entity, name);
            }
            attribute = attributeOf(owner, step, entity, name);
            steps.add(PathStep.of(owner, attribute));
        }
        if (attribute == null || !endsAt(attribute)) {
            throw AttributePathException.notSingular(entity, name, name);
        }
        return new AttributePath<>(entity, name, List.copyOf(steps), attribute);
    }

    /**
     * The basic values an entity is identified by.
     *
     * @param metamodel of the session factory
     * @param entity the entity
     * @param <E> the entity
     * @return a path for each column of the id, in the order of their names; through associations that are part of it
     * @throws AttributePathException if the id is embedded and holds an association
     */
    public static <E> List<AttributePath<E>> idsOf(Metamodel metamodel, Class<E> entity) {
        return IdNames.of(metamodel.entity(entity))
                .map(name -> of(metamodel, entity, name))
                .flatMap(path -> path.leaves().stream())
                .toList();
    }

    private static Attribute<?, ?> attributeOf(ManagedType<?> owner, String step, Class<?> entity, String name) {
        return owner.getAttributes().stream()
                .filter(each -> each.getName().equals(step))
                .findFirst()
                .orElseThrow(() -> AttributePathException.unknown(entity, name, step));
    }

    private static ManagedType<?> targetOf(Attribute<?, ?> attribute, Class<?> entity, String name) {
        if (attribute instanceof SingularAttribute<?, ?> singular
                && singular.getType() instanceof ManagedType<?> type) {
            return type;
        }
        throw AttributePathException.notSingular(entity, name, attribute.getName());
    }

    private static boolean endsAt(Attribute<?, ?> attribute) {
        return switch (attribute.getPersistentAttributeType()) {
            case BASIC, EMBEDDED -> true;
            case ELEMENT_COLLECTION ->
                !(((PluralAttribute<?, ?, ?>) attribute).getElementType() instanceof ManagedType<?>);
            case MANY_TO_ONE, ONE_TO_ONE, MANY_TO_MANY, ONE_TO_MANY -> false;
        };
    }

    /**
     * The entity the path starts at.
     *
     * @return its class
     */
    public Class<E> entity() {
        return entity;
    }

    /**
     * The path as text.
     *
     * @return attribute names joined by dots
     */
    public String name() {
        return name;
    }

    /**
     * The Java type of the attribute.
     *
     * @return never a primitive; of a collection, the type of its elements
     */
    public Class<?> type() {
        return Primitives.boxed(
                attribute instanceof PluralAttribute<?, ?, ?> plural
                        ? plural.getElementType().getJavaType()
                        : attribute.getJavaType());
    }

    /**
     * The type of what the attribute holds several of in one column, as an array or a collection mapped to one.
     *
     * @param factory whose mapping is asked
     * @return null if it is no such attribute
     */
    public @Nullable BasicType<?> arrayElement(SessionFactory factory) {
        return mapping(factory) instanceof BasicPluralType<?, ?> plural ? plural.getElementType() : null;
    }

    /**
     * How values of the attribute stand in their column.
     *
     * @param factory whose mapping is asked
     * @return null for an embeddable, a collection, and an attribute of an id class
     */
    public @Nullable JdbcMapping mapping(SessionFactory factory) {
        @Nullable
        ModelPart part = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
        for (var step : steps) {
            part = part instanceof ModelPartContainer container ? container.findSubPart(step.name(), null) : null;
        }
        return part instanceof BasicValuedModelPart basic ? basic.getJdbcMapping() : null;
    }

    /**
     * Whether the path ends at a collection of basic elements.
     *
     * @return false for a path to one value
     */
    public boolean isCollection() {
        return attribute.isCollection();
    }

    /**
     * Whether no row can have NULL there.
     *
     * @return true if the mapping says so; never for what is reached through an association, where rows may be hidden
     */
    public boolean isNeverNull() {
        for (var step : steps) {
            if (step.nullable()) {
                return false;
            }
            if (step.isId()) {
                return true;
            }
        }
        return true;
    }

    /**
     * The attributes of the embeddable the path ends at.
     *
     * @return a path for each basic value in it, in the order of their names; this path alone if it ends at no embeddable
     * @throws AttributePathException if the embeddable holds more than basic values and embeddables
     */
    public List<AttributePath<E>> leaves() {
        if (!(attribute instanceof SingularAttribute<?, ?> singular)
                || !(singular.getType() instanceof ManagedType<?> embeddable)) {
            return List.of(this);
        }
        return embeddable.getAttributes().stream()
                .sorted((left, right) -> left.getName().compareTo(right.getName()))
                .map(each -> then(embeddable, each))
                .flatMap(each -> each.leaves().stream())
                .toList();
    }

    private AttributePath<E> then(ManagedType<?> owner, Attribute<?, ?> next) {
        if (!endsAt(next) || next.isCollection()) {
            throw AttributePathException.notSingular(entity, name, next.getName());
        }
        var longer = new ArrayList<>(steps);
        longer.add(PathStep.of(owner, next));
        return new AttributePath<>(entity, name + "." + next.getName(), List.copyOf(longer), next);
    }

    /**
     * The expression for the attribute in a query; adds the joins it needs to the root.
     *
     * @param root of the entity, in the query the expression is for
     * @param <V> the attribute's type, as the caller knows it
     * @return the path in the query
     */
    public <V> Path<V> in(Root<? extends E> root) {
        return new JoinedSteps(steps).in(root);
    }

    @Override
    public String toString() {
        return entity.getSimpleName() + "." + name;
    }
}
