/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Opens each session for the tenant in force, if the catalog has it as active. */
final class ContextTenantResolver implements CurrentTenantIdentifierResolver<String> {

    private final TenantCatalog catalog;
    private final CommonWork common;

    ContextTenantResolver(TenantCatalog catalog, CommonWork common) {
        this.catalog = catalog;
        this.common = common;
    }

    @Override
    public String resolveCurrentTenantIdentifier() {
        var tenant = Contexts.current().tenant();
        if (tenant == null) {
            tenant = Tenants.current();
        }
        return common.includes(tenant)
                ? tenant.value()
                : catalog.require(tenant).key().value();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
