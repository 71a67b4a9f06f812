/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;

/**
 * Values of an entity that are read into a record, without the entity. Rows without an association on the way to a value have
 * NULL there and are not lost.
 *
 * <pre>{@code
 * record Line(String name, String album, BigDecimal price) {}
 *
 * var lines = Projection.of(factory, Track.class, Line.class, "name", "album.title", "unitPrice");
 * }</pre>
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @param <E> the entity
 * @param <R> the record
 */
public final class Projection<E, R extends Record> {

    private final Constructor<R> constructor;
    private final List<AttributePath<E>> paths;

    private Projection(Constructor<R> constructor, List<AttributePath<E>> paths) {
        this.constructor = constructor;
        this.paths = paths;
    }

    /**
     * Reads attributes into the components of a record, by position.
     *
     * @param factory whose mapping the attributes are looked up in
     * @param entity where the paths start
     * @param record may be of any visibility
     * @param paths an attribute or embeddable for each component, through to-one associations and embeddables with dots
     * @param <E> the entity
     * @param <R> the record
     * @return the projection
     * @throws AttributePathException if an attribute is not mapped, or a path leads to more than one value
     * @throws ProjectionException if there are more or fewer paths than components, or a component cannot take each value
     * @throws java.lang.reflect.InaccessibleObjectException if the record is in a module that is not open to this one
     */
    public static <E, R extends Record> Projection<E, R> of(
            SessionFactory factory, Class<E> entity, Class<R> record, String... paths) {
        var components = record.getRecordComponents();
        if (components.length != paths.length) {
            throw ProjectionException.count(record, components.length, paths.length);
        }
        var attributes = new ArrayList<AttributePath<E>>();
        for (var i = 0; i < components.length; i++) {
            var path = AttributePath.of(factory.getMetamodel(), entity, paths[i]);
            check(record, components[i], path);
            attributes.add(path);
        }
        return new Projection<>(constructorOf(record), List.copyOf(attributes));
    }

    private static void check(Class<?> record, RecordComponent component, AttributePath<?> path) {
        if (path.isCollection()) {
            throw AttributePathException.unsupportedType(path, "select");
        }
        if (!Primitives.boxed(component.getType()).isAssignableFrom(path.type())) {
            throw ProjectionException.type(record, component, path);
        }
        if (component.getType().isPrimitive() && !path.isNeverNull()) {
            throw ProjectionException.nullable(record, component, path);
        }
    }

    private static <R extends Record> Constructor<R> constructorOf(Class<R> record) {
        var types = Stream.of(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its canonical constructor: " + record.getName(), e);
        }
    }

    /**
     * The values in a query; adds the joins they need to the root.
     *
     * @param root of the entity, in the query
     * @return a selection for each component, in their order
     */
    public List<Selection<?>> in(Root<? extends E> root) {
        return paths.stream().<Selection<?>>map(path -> path.in(root)).toList();
    }

    /**
     * Makes a record of a row.
     *
     * @param values those that were selected, in their order
     * @return the record
     * @throws RuntimeException what the record's constructor throws
     */
    public R read(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw thrownBy(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot call the constructor of a record that was made accessible", e);
        }
    }

    /** The constructor of a record declares no checked exception. */
    private static RuntimeException thrownBy(InvocationTargetException call) {
        if (call.getCause() instanceof Error error) {
            throw error;
        }
        return call.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(call);
    }
}
