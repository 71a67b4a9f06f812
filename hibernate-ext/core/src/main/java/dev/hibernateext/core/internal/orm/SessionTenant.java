/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The tenant whose rows a session may read and write. */
final class SessionTenant {

    private SessionTenant() {}

    /** The tenant, of the type of an attribute; an error where there is none, never a value that could match. */
    static Object of(SharedSessionContractImplementor session, Class<?> type) {
        var tenant = session.getTenantIdentifierValue();
        if (tenant == null) {
            throw TenantMissingException.forSession();
        }
        if (!type.isInstance(tenant)) {
            throw TenantMissingException.ofType(type, tenant.getClass());
        }
        if (tenant instanceof String text && new TenantKey(text).isReserved()) {
            throw TenantMissingException.reserved();
        }
        CurrentTenantIdentifierResolver<Object> resolver = session.getFactory().getCurrentTenantIdentifierResolver();
        if (resolver != null && resolver.isRoot(tenant)) {
            throw TenantMissingException.root();
        }
        return tenant;
    }

    /** The tenant for a statement that is restricted to it. */
    static Object inStatement(SharedSessionContractImplementor session, Class<?> type) {
        if (AllTenants.areSeenBy(session.getLoadQueryInfluencers())) {
            throw TenantMissingException.forAllTenants();
        }
        return of(session, type);
    }
}
