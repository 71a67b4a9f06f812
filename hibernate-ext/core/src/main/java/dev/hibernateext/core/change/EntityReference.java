/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import dev.hibernateext.core.context.TenantKey;
import org.jspecify.annotations.Nullable;

/**
 * Names one row of an entity.
 *
 * @param entity which entity
 * @param id its identifier; withheld by {@link #toString()}, since it may be personal
 * @param tenant the tenant of the session that wrote it, or null in a session without one
 */
public record EntityReference(
        MappedEntity entity, Object id, @Nullable TenantKey tenant) {

    @Override
    public String toString() {
        return entity.name();
    }
}
