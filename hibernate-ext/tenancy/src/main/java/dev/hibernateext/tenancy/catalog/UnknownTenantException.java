/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;

/** The tenant in force is in no catalog. No connection was taken. */
public final class UnknownTenantException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantKey tenant;

    private UnknownTenantException(TenantKey tenant) {
        super(
                "tenancy.unknown-tenant",
                "Tenant '%s' is not in the catalog. Add it with TenantRegistry.add, or check where the identifier comes from; a catalog behind a cache shows a new tenant within the cache's staleness."
                        .formatted(tenant.value()),
                null);
        this.tenant = tenant;
    }

    static UnknownTenantException of(TenantKey tenant) {
        return new UnknownTenantException(tenant);
    }

    /**
     * Whom the work was for.
     *
     * @return the identifier
     */
    public TenantKey tenant() {
        return tenant;
    }

    @Override
    public int status() {
        return 404;
    }
}
