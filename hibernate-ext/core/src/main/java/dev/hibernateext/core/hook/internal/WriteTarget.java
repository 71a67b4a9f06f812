/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What a write is about: the entity and who writes it. */
public record WriteTarget(
        SharedSessionContractImplementor session,
        EntityPersister persister,
        Object entity,
        @Nullable Object id) {}
