/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Where an attribute is in the state of a row: an element of the state array, or an attribute of the embeddable there.
 *
 * @param index of the element of the state array
 * @param embeddable the type of the embeddable there, if there is one
 * @param inner the position of the attribute in the embeddable
 */
record AttributeSlot(int index, @Nullable EmbeddableMappingType embeddable, int inner) {

    /** The slot of an attribute, or of an attribute in an embeddable. */
    static AttributeSlot of(List<String> path, EntityPersister persister) {
        var root = persister.findAttributeMapping(path.get(0));
        var index = root.getStateArrayPosition();
        if (path.size() == 1) {
            return new AttributeSlot(index, null, -1);
        }
        var embeddable = root.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor();
        var inner = embeddable.findAttributeMapping(path.get(1));
        return new AttributeSlot(index, embeddable, inner.getStateArrayPosition());
    }

    /** Whether the value has been loaded; a lazy attribute of an enhanced entity may not. */
    boolean isLoaded(Object[] state) {
        return state[index] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    @Nullable
    Object read(@Nullable Object[] state) {
        var value = state[index];
        return embeddable == null || value == null ? value : embeddable.getValue(value, inner);
    }

    @Nullable
    Object read(EntityPersister persister, Object entity) {
        var value = persister.getValue(entity, index);
        return embeddable == null || value == null ? value : embeddable.getValue(value, inner);
    }

    /** Writes the state, and the entity where it shares the embeddable. */
    void write(@Nullable Object[] state, @Nullable Object value) {
        if (embeddable == null) {
            state[index] = value;
        } else {
            state[index] = instance(embeddable, state[index]);
            embeddable.setValue(state[index], inner, value);
        }
    }

    /** Writes the state and the entity. */
    void write(EntityPersister persister, Object entity, @Nullable Object[] state, @Nullable Object value) {
        write(state, value);
        persister.setValue(entity, index, state[index]);
    }

    /** Writes the entity. */
    void write(EntityPersister persister, Object entity, @Nullable Object value) {
        if (embeddable == null) {
            persister.setValue(entity, index, value);
        } else {
            var instance = instance(embeddable, persister.getValue(entity, index));
            embeddable.setValue(instance, inner, value);
            persister.setValue(entity, index, instance);
        }
    }

    private static Object instance(EmbeddableMappingType type, @Nullable Object existing) {
        return existing != null
                ? existing
                : type.getRepresentationStrategy()
                        .getInstantiator()
                        .instantiate(() -> new Object[type.getNumberOfAttributeMappings()]);
    }
}
