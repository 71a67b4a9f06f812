/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Set;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/**
 * One entity that is written. Valid while the hook runs, on its thread.
 *
 * @param <E> the type of the entity
 */
public interface EntityWrite<E> {

    /** What is done to the row. */
    enum Operation {
        /** It is inserted. */
        CREATE,
        /** It is updated. */
        UPDATE,
        /** It is inserted or updated; the database decides. */
        UPSERT,
        /** It is deleted for good. */
        DELETE,
        /** It is marked as deleted. */
        SOFT_DELETE,
        /** Its mark is taken away. */
        RESTORE
    }

    /**
     * The entity.
     *
     * @return the instance the session writes
     */
    E entity();

    /**
     * The name of the entity.
     *
     * @return the name Hibernate's mappings have for it, of the concrete type
     */
    String entityName();

    /**
     * The id of the entity.
     *
     * @return null before the insert that generates it
     */
    @Nullable
    Object id();

    /**
     * What is done to the row.
     *
     * @return the operation
     */
    Operation operation();

    /**
     * The session that writes, in the transaction of the write.
     *
     * <p>A before hook must neither persist, remove nor flush with it; read, or write through a session that shares its
     * connection. An after hook may use it in any way; what it changes is written by the next flush, so flush if it is the
     * last of the transaction.
     *
     * @return a {@code Session} or {@code StatelessSession}
     */
    SharedSessionContract session();

    /**
     * The value of an attribute that is, or was, written; of a deleted row, its last value.
     *
     * @param attribute the name of an attribute of the entity, not a path
     * @return the value as the entity holds it
     * @throws HookAttributeException if there is no such attribute
     */
    @Nullable
    Object value(String attribute);

    /**
     * The value of an attribute that is, or was, written; of a deleted row, its last value.
     *
     * @param attribute an attribute of the entity
     * @param <T> its type
     * @return the value as the entity holds it
     * @throws HookAttributeException if there is no such attribute
     */
    @SuppressWarnings("unchecked")
    default <T> @Nullable T value(SingularAttribute<? super E, T> attribute) {
        return (T) value(attribute.getName());
    }

    /**
     * Whether the values before the write are known: for an update or delete in a session. A stateless session never knows
     * them.
     *
     * @return false if {@link #oldValue(String)} always answers null
     */
    boolean knowsOldValues();

    /**
     * The value an attribute had in the database before the write.
     *
     * @param attribute the name of an attribute of the entity, not a path
     * @return the value when it was loaded or last written; null if it is not known
     * @throws HookAttributeException if there is no such attribute
     */
    @Nullable
    Object oldValue(String attribute);

    /**
     * The value an attribute had in the database before the write.
     *
     * @param attribute an attribute of the entity
     * @param <T> its type
     * @return the value when it was loaded or last written; null if it is not known
     * @throws HookAttributeException if there is no such attribute
     */
    @SuppressWarnings("unchecked")
    default <T> @Nullable T oldValue(SingularAttribute<? super E, T> attribute) {
        return (T) oldValue(attribute.getName());
    }

    /**
     * The attributes that differ from the database.
     *
     * @return their names, those changed by earlier hooks included; all attributes where old values are not known, none for a
     *     delete and where only a collection changed
     */
    Set<String> changedAttributes();

    /**
     * Whether an attribute differs from the database.
     *
     * @param attribute the name of an attribute
     * @return whether it is one of {@link #changedAttributes()}
     */
    default boolean isChanged(String attribute) {
        return changedAttributes().contains(attribute);
    }
}
