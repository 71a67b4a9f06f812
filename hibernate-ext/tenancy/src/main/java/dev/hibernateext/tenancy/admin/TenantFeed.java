/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantStatus;
import dev.hibernateext.tenancy.catalog.TenantUnavailableException;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tenants that can be asked; the others have failed already. */
record TenantFeed(TenantCatalog catalog, Answers<?> answers) {

    /** To be closed. */
    Stream<Tenant> stream(@Nullable List<TenantKey> chosen) {
        Stream<@Nullable Tenant> tenants = chosen == null
                ? catalog.stream().map(tenant -> tenant.status() == TenantStatus.ACTIVE ? tenant : find(tenant.key()))
                : chosen.stream().map(this::find);
        return tenants.filter(Objects::nonNull);
    }

    private @Nullable Tenant find(TenantKey key) {
        try {
            return catalog.require(key);
        } catch (UnknownTenantException | TenantUnavailableException e) {
            answers.asked(1);
            answers.failed(key, e);
            return null;
        }
    }
}
