/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that writes the column of a read-only association, and so names a row of a tenant by its identifier.
 *
 * @param label the entity name and the path of the attribute, joined by a dot
 * @param path the attributes that lead to it from an entity
 * @param target the entity it names a row of
 */
record OwnedKey(String label, List<AttributeMapping> path, EntityPersister target) {

    /** The identifier in the state of an entity. */
    @Nullable
    Object inState(@Nullable Object[] state) {
        var value = state[path.get(0).getStateArrayPosition()];
        if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return null;
        }
        for (int i = 1; value != null && i < path.size(); i++) {
            value = path.get(i).getValue(value);
        }
        return value;
    }
}
