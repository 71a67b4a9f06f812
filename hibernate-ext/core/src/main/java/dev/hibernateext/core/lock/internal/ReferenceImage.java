/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TypedValue;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * An associated entity as its id; it is not initialized for that.
 *
 * @param entityName the entity the attribute is declared with
 * @param key the id with the equality of its type, or null for no association
 */
public record ReferenceImage(String entityName, @Nullable TypedValue key) implements AttributeImage {

    static ReferenceImage of(EntityType type, @Nullable Object entity, SharedSessionContractImplementor session) {
        var entityName = type.getAssociatedEntityName();
        var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        var id = entity == null ? null : idOf(entity, entityName, session);
        return new ReferenceImage(
                persister.getEntityName(),
                id == null ? null : ValueImage.typedValue(persister.getIdentifierType(), id));
    }

    private static @Nullable Object idOf(Object entity, String entityName, SharedSessionContractImplementor session) {
        var proxy = HibernateProxy.extractLazyInitializer(entity);
        return proxy != null
                ? proxy.getInternalIdentifier()
                : session.getEntityPersister(entityName, entity).getIdentifier(entity, session);
    }

    /** The id, or null for no association. */
    public @Nullable Object id() {
        return key == null ? null : key.getValue();
    }

    @Override
    public String toString() {
        return "ReferenceImage[" + entityName + "]";
    }
}
