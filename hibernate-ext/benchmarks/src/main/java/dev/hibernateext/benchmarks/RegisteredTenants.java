/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.CachedTenantCatalog;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.NameTemplate;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Ten thousand tenants with a schema each, and the catalogs that know them. */
record RegisteredTenants(TenantCatalog catalog, List<TenantKey> keys) {

    static final int COUNT = 10_000;

    private static final NameTemplate NAMES = NameTemplate.of("tenant_{id}");

    /** The catalog in memory, and a cache in front of it with an answer for each tenant. */
    static RegisteredTenants cached() {
        var registry = new InMemoryTenantCatalog();
        var keys = Stream.generate(() -> new TenantKey(UUID.randomUUID().toString()))
                .limit(COUNT)
                .toList();
        for (var key : keys) {
            registry.add(Tenant.active(key.value(), TenantPlacement.schema("main", NAMES.nameOf(key))));
        }
        var cache = new CachedTenantCatalog(registry, CachedTenantCatalog.MAX_STALENESS, COUNT);
        keys.forEach(cache::find);
        return new RegisteredTenants(cache, keys);
    }
}
