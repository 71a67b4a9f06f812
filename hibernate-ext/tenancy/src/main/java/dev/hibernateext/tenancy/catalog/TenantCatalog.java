/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants there are. Asked for each session and each connection by many threads; a slow one belongs behind a {@link
 * CachedTenantCatalog}.
 */
public interface TenantCatalog {

    /**
     * Looks a tenant up.
     *
     * @param key its identifier
     * @return the tenant whatever its status, or null if there is none
     */
    @Nullable
    Tenant find(TenantKey key);

    /**
     * All tenants whatever their status, in the order of their identifiers.
     *
     * @return to be closed, since it may read from a database
     */
    Stream<Tenant> stream();

    /**
     * A tenant that can be worked for.
     *
     * @param key its identifier
     * @return the tenant, which is active
     * @throws UnknownTenantException if there is none
     * @throws TenantUnavailableException if it is not active
     */
    default Tenant require(TenantKey key) {
        var tenant = find(key);
        if (tenant == null) {
            throw UnknownTenantException.of(key);
        }
        if (tenant.status() != TenantStatus.ACTIVE) {
            throw TenantUnavailableException.of(tenant);
        }
        return tenant;
    }
}
