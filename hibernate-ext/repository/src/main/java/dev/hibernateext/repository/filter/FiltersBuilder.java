/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.ValueReader;
import dev.hibernateext.repository.attribute.ValueReaders;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicType;

/**
 * Says which attributes clients may filter and sort by. A field is named like the attribute's path unless it is renamed.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <E> the entity
 */
public final class FiltersBuilder<E> {

    private final SessionFactory factory;
    private final Class<E> entity;
    private final Map<String, String> filterable = new LinkedHashMap<>();
    private final Map<String, String> sortable = new LinkedHashMap<>();
    private final Map<Class<?>, ValueReader> readers = new HashMap<>();
    private FilterLimits limits = FilterLimits.defaults();

    FiltersBuilder(SessionFactory factory, Class<E> entity) {
        this.factory = factory;
        this.entity = entity;
    }

    /**
     * Allows attributes in filters and, unless they are collections or arrays, in sorters.
     *
     * @param paths attributes, through to-one associations and embeddables with dots: {@code album.title}
     * @return this builder
     */
    public FiltersBuilder<E> allow(String... paths) {
        for (var path : paths) {
            allowAs(path, path);
        }
        return this;
    }

    /**
     * Allows an attribute under another name.
     *
     * @param field how clients name it
     * @param path the attribute
     * @return this builder
     */
    public FiltersBuilder<E> allowAs(String field, String path) {
        filterable.put(field, path);
        sortable.put(field, path);
        return this;
    }

    /**
     * Allows attributes in filters only.
     *
     * @param paths the attributes
     * @return this builder
     */
    public FiltersBuilder<E> allowFilter(String... paths) {
        for (var path : paths) {
            filterable.put(path, path);
        }
        return this;
    }

    /**
     * Allows attributes in sorters only.
     *
     * @param paths the attributes
     * @return this builder
     */
    public FiltersBuilder<E> allowSort(String... paths) {
        for (var path : paths) {
            sortable.put(path, path);
        }
        return this;
    }

    /**
     * Says how values of a type are read that is not known here, such as one with a converter. They can be compared for
     * equality.
     *
     * @param type the attribute's Java type
     * @param expected what a value is, with its article, for messages: {@code an amount}
     * @param reader makes a value of a text; throws {@link IllegalArgumentException} or {@link java.time.DateTimeException} if
     *     it is none
     * @param <T> the type
     * @return this builder
     */
    public <T> FiltersBuilder<E> reading(Class<T> type, String expected, Function<String, T> reader) {
        readers.put(type, ValueReaders.of(expected, reader));
        return this;
    }

    /**
     * Sets other limits than the {@linkplain FilterLimits#defaults() defaults}.
     *
     * @param value the limits
     * @return this builder
     */
    public FiltersBuilder<E> limits(FilterLimits value) {
        this.limits = value;
        return this;
    }

    /**
     * Resolves the attributes.
     *
     * @return what clients may use
     * @throws AttributePathException if an attribute is not mapped, its type can neither be read nor was a reader given, or
     *     it is an array and the database has none or the elements are converted, as enums are
     */
    public Filters<E> build() {
        var fields = new HashMap<String, Field<E>>();
        filterable.forEach((field, path) -> fields.put(field, field(resolved(path))));
        var keys = new HashMap<String, AttributePath<E>>();
        sortable.forEach((field, path) -> {
            var resolved = resolved(path);
            if (!resolved.isCollection() && resolved.arrayElement(factory) == null) {
                keys.put(field, resolved);
            }
        });
        return new Filters<>(fields, keys, limits, ExactText.of(factory));
    }

    private AttributePath<E> resolved(String path) {
        return AttributePath.of(factory.getMetamodel(), entity, path);
    }

    private Field<E> field(AttributePath<E> path) {
        var element = path.arrayElement(factory);
        if (element != null && (!comparesArrays() || isConverted(element))) {
            throw AttributePathException.unsupportedType(path, "filter");
        }
        var type = element == null ? path.type() : element.getJavaType();
        var own = readers.get(type);
        var reader = own != null ? own : ValueReaders.of(type);
        if (reader == null) {
            throw AttributePathException.unsupportedType(path, "filter");
        }
        return new Field<>(path, reader, element != null);
    }

    /** Hibernate binds what is looked for by its own class, which says nothing of a conversion. */
    private static boolean isConverted(BasicType<?> element) {
        return element.getJavaType().isEnum() || element.getValueConverter() != null;
    }

    /** PostgreSQL and H2 do; MariaDB has no arrays. */
    private boolean comparesArrays() {
        return factory.unwrap(SessionFactoryImplementor.class)
                        .getQueryEngine()
                        .getSqmFunctionRegistry()
                        .findFunctionDescriptor("array_contains")
                != null;
    }
}
