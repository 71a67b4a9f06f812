/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Takes values out of a session: entities become identifiers, everything else a copy. */
public final class References {

    private References() {}

    /** What to keep of a value of a type. */
    public static @Nullable Object detached(
            Type type, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == null) {
            return null;
        }
        return type.isAssociationType() && !type.isCollectionType()
                ? identifier(value, session)
                : type.deepCopy(value, session.getFactory());
    }

    private static @Nullable Object identifier(Object entity, SharedSessionContractImplementor session) {
        var lazy = HibernateProxy.extractLazyInitializer(entity);
        if (lazy != null) {
            return lazy.getInternalIdentifier();
        }
        return session.getEntityPersister(null, entity).getIdentifier(entity, session);
    }
}
