/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.stamp.internal.StampAttribute;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Where a stamp is in the state of a row: an element of the state array, or an attribute of the embeddable there. */
record StampSlot(
        StampAttribute attribute, int index, @Nullable EmbeddableMappingType embeddable, int inner) {

    static StampSlot of(StampAttribute attribute, EntityPersister persister) {
        var root = persister.findAttributeMapping(attribute.root());
        var index = root.getStateArrayPosition();
        if (!attribute.isEmbedded()) {
            return new StampSlot(attribute, index, null, -1);
        }
        var embeddable = root.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor();
        var inner = embeddable.findAttributeMapping(attribute.path().get(1));
        return new StampSlot(attribute, index, embeddable, inner.getStateArrayPosition());
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

    private static Object instance(EmbeddableMappingType type, @Nullable Object existing) {
        return existing != null
                ? existing
                : type.getRepresentationStrategy()
                        .getInstantiator()
                        .instantiate(() -> new Object[type.getNumberOfAttributeMappings()]);
    }
}
