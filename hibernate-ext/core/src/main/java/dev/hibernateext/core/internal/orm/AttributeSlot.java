/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import java.util.Objects;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.event.spi.PreUpdateEvent;
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
        return embeddable == null ? state[index] : readInside(state[index]);
    }

    @Nullable
    Object read(EntityPersister persister, Object entity) {
        var value = persister.getValue(entity, index);
        return embeddable == null ? value : readInside(value);
    }

    /** The attribute in an embeddable; null where there is no embeddable. */
    @Nullable
    Object readInside(@Nullable Object holder) {
        return holder == null ? null : type().getValue(holder, inner);
    }

    /**
     * Gives the state of an update what the insert of the same row has generated. Where a new entity is changed before its insert runs,
     * Hibernate has read the state of the update already, and would take it for what is stored and cache it (ORM 7.4,
     * EntityUpdateAction).
     */
    void keepInserted(PreUpdateEvent event) {
        var state = event.getState();
        if (isLoaded(state) && isUnset(read(state))) {
            var loaded = event.getSession()
                    .getPersistenceContextInternal()
                    .getEntry(event.getEntity())
                    .getLoadedState();
            if (loaded != null && isLoaded(loaded)) {
                write(state, read(loaded));
            }
        }
    }

    /** Nobody has set it; a primitive is zero then. */
    private static boolean isUnset(@Nullable Object value) {
        return value == null || (value instanceof Number number && number.longValue() == 0);
    }

    /** Writes the state, and the entity where it shares the embeddable. */
    void write(@Nullable Object[] state, @Nullable Object value) {
        state[index] = embeddable == null ? value : writeInside(state[index], value);
    }

    /** Writes the state and the entity, each into the embeddable it has. */
    void write(EntityPersister persister, Object entity, @Nullable Object[] state, @Nullable Object value) {
        write(state, value);
        var held = embeddable == null ? null : persister.getValue(entity, index);
        persister.setValue(entity, index, held == null ? state[index] : writeInside(held, value));
    }

    /** Writes the entity. */
    void write(EntityPersister persister, Object entity, @Nullable Object value) {
        persister.setValue(
                entity, index, embeddable == null ? value : writeInside(persister.getValue(entity, index), value));
    }

    /** Sets the attribute in an embeddable, or in a new one where there is none. */
    Object writeInside(@Nullable Object holder, @Nullable Object value) {
        var written = holder == null ? newEmbeddable() : holder;
        type().setValue(written, inner, value);
        return written;
    }

    private Object newEmbeddable() {
        return type().getRepresentationStrategy()
                .getInstantiator()
                .instantiate(() -> new Object[type().getNumberOfAttributeMappings()]);
    }

    private EmbeddableMappingType type() {
        return Objects.requireNonNull(embeddable);
    }
}
