/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import jakarta.persistence.metamodel.SingularAttribute;
import org.jspecify.annotations.Nullable;

/**
 * One entity that is about to be inserted, updated or upserted.
 *
 * @param <E> the type of the entity
 */
public interface PendingWrite<E> extends EntityWrite<E> {

    /**
     * Changes an attribute, in the entity and in what is written.
     *
     * <p>Use this, not a setter of the entity: Hibernate has read the entity already.
     *
     * @param attribute the name of an attribute of the entity, not a path
     * @param value the new value; an association needs a managed entity
     * @throws HookAttributeException if there is no such attribute, the value is not of its type, or this write does not
     *     include it (a collection, the version, part of a natural id, not insertable or not updatable); nothing is changed then
     */
    void set(String attribute, @Nullable Object value);

    /**
     * Changes an attribute, in the entity and in what is written.
     *
     * <p>Use this, not a setter of the entity: Hibernate has read the entity already.
     *
     * @param attribute an attribute of the entity
     * @param value the new value; an association needs a managed entity
     * @param <T> the type of the attribute
     * @throws HookAttributeException if this write does not include it (the version, part of a natural id, not insertable or
     *     not updatable); nothing is changed then
     */
    default <T> void set(SingularAttribute<? super E, T> attribute, @Nullable T value) {
        set(attribute.getName(), value);
    }
}
