/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.ValueReader;
import dev.hibernateext.repository.attribute.ValueReaders;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.SessionFactory;

/**
 * Says which attributes clients may change.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <E> the entity
 */
public final class PatchesBuilder<E> {

    private final SessionFactory factory;
    private final Class<E> entity;
    private final Set<String> paths = new LinkedHashSet<>();
    private final Map<Class<?>, ValueReader> readers = new HashMap<>();

    PatchesBuilder(SessionFactory factory, Class<E> entity) {
        this.factory = factory;
        this.entity = entity;
    }

    /**
     * Allows attributes.
     *
     * @param attributes names, with dots into embeddables; an embeddable stands for all that is in it
     * @return this builder
     */
    public PatchesBuilder<E> allow(String... attributes) {
        paths.addAll(Set.of(attributes));
        return this;
    }

    /**
     * Says how values of a type are read that is not known here, such as one with a converter.
     *
     * @param type the attribute's Java type
     * @param expected what a value is, with its article, for messages: {@code an amount}
     * @param reader makes a value of a text; throws {@link IllegalArgumentException} or {@link java.time.DateTimeException} if
     *     it is none
     * @param <T> the type
     * @return this builder
     */
    public <T> PatchesBuilder<E> reading(Class<T> type, String expected, Function<String, T> reader) {
        readers.put(type, ValueReaders.of(expected, reader));
        return this;
    }

    /**
     * Resolves the attributes.
     *
     * @return what clients may change
     * @throws AttributePathException if an attribute is not mapped, is no basic value or embeddable of such, or is not the
     *     application's to set: id, version, tenant, stamps, deletion marks and whatever else is generated or not updatable
     */
    public Patches<E> build() {
        var tree = new PatchTree(factory, entity, readers);
        paths.forEach(tree::allow);
        return new Patches<>(entity, tree.root(), EntityValidation.of(factory));
    }
}
