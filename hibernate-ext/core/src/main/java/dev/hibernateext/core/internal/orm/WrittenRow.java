/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A row that is about to be written. The state is what will be written, and may be changed. */
final class WrittenRow {

    private final EntityPersister persister;
    private final Object entity;
    private final @Nullable Object[] state;

    WrittenRow(EntityPersister persister, Object entity, @Nullable Object[] state) {
        this.persister = persister;
        this.entity = entity;
        this.state = state;
    }

    EntityPersister persister() {
        return persister;
    }

    Object entity() {
        return entity;
    }

    @Nullable
    Object[] state() {
        return state;
    }
}
