/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.tenant.internal.AllTenants;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows a statement may read or write, in tables whose rows belong to tenants.
 *
 * @param tenant the only one; null for all
 */
record Reach(@Nullable String tenant) {

    static final Reach ALL = new Reach(null);

    /** Of statements of entities, HQL and the criteria API. */
    static Reach of(SharedSessionContractImplementor session) {
        var tenant = session.getTenantIdentifier();
        return tenant == null || tenant.isBlank() || isForAll(session) ? ALL : new Reach(tenant);
    }

    private static boolean isForAll(SharedSessionContractImplementor session) {
        CurrentTenantIdentifierResolver<Object> resolver = session.getFactory().getCurrentTenantIdentifierResolver();
        return AllTenants.areSeenBy(session.getLoadQueryInfluencers())
                || (resolver != null && resolver.isRoot(session.getTenantIdentifierValue()));
    }
}
