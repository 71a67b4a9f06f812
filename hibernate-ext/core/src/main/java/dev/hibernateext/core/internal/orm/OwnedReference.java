/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * An association whose columns may name a row of a tenant. Leans on {@code
 * org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping}.
 *
 * @param label the entity name and the path of the association, joined by a dot
 * @param path the attributes that lead to it from an entity, an identifier or an element; empty if that is the reference itself
 * @param target the entity it refers to; null if each value says which
 * @param keyed whether its columns have the identifier of the row, as all but those with a {@code referencedColumnName} do
 */
record OwnedReference(
        String label, List<AttributeMapping> path, @Nullable EntityPersister target, boolean keyed) {

    /** Something is done with each reference of a row. */
    @FunctionalInterface
    interface Use {
        void of(OwnedReference reference, Object value);
    }

    /** What an identifier or an element of a collection refers to by any of these. */
    static void each(List<OwnedReference> references, @Nullable Object holder, Use use) {
        if (holder != null) {
            for (var reference : references) {
                var value = reference.inValue(holder);
                if (value != null) {
                    use.of(reference, value);
                }
            }
        }
    }

    /** What the state of an entity refers to. */
    @Nullable
    Object inState(@Nullable Object[] state) {
        var value = state[path.get(0).getStateArrayPosition()];
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY ? null : inside(value, 1);
    }

    /** What an identifier or an element of a collection refers to. */
    @Nullable
    Object inValue(@Nullable Object holder) {
        return inside(holder, 0);
    }

    /** The same association for values that hold it behind the last of its attributes only. */
    OwnedReference last(int attributes) {
        return new OwnedReference(label, path.subList(path.size() - attributes, path.size()), target, keyed);
    }

    /** Its column, if it has a single one. */
    @Nullable
    SelectableMapping column() {
        var association = path.isEmpty() ? null : path.get(path.size() - 1);
        return association instanceof ToOneAttributeMapping && association.getJdbcTypeCount() == 1
                ? association.getSelectable(0)
                : null;
    }

    private @Nullable Object inside(@Nullable Object holder, int from) {
        var value = holder;
        for (int i = from; value != null && i < path.size(); i++) {
            value = path.get(i).getValue(value);
        }
        return value;
    }

    /** The entity that a reference is to. */
    EntityPersister target(Object reference, SharedSessionContractImplementor session) {
        if (target != null) {
            return target;
        }
        var lazy = HibernateProxy.extractLazyInitializer(reference);
        return session.getEntityPersister(lazy == null ? null : lazy.getEntityName(), reference);
    }
}
