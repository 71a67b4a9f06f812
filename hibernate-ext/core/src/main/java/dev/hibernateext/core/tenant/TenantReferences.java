/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.internal.ComingRows;
import org.hibernate.Incubating;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Saves look-ups of rows that many rows refer to. A stateless session looks for a row of a tenant when the first instance that refers to
 * it is written; of instances it is told of before, it looks for all that they refer to at once.
 *
 * <pre>{@code
 * TenantReferences.expect(session, orders);
 * session.insertMultiple(orders);
 * }</pre>
 */
@Incubating
public final class TenantReferences {

    private TenantReferences() {}

    /**
     * Says which instances are written next. Nothing is read yet, and it is no error to write others. The writes of repositories in
     * bulk do it by themselves.
     *
     * @param session the session that will write them, in a transaction
     * @param entities instances, new or detached
     * @throws org.hibernate.UnknownEntityTypeException if one of them is no entity, and rows belong to tenants
     */
    public static void expect(StatelessSession session, Iterable<?> entities) {
        ComingRows.of(FactoryState.of(session.getFactory())).come(entities, (SharedSessionContractImplementor) session);
    }
}
