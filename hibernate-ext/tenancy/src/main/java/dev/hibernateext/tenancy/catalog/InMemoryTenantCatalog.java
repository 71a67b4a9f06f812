/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A catalog for tests, and for applications that read their tenants from a configuration. */
public final class InMemoryTenantCatalog implements TenantRegistry {

    private final Map<TenantKey, Tenant> tenants = new ConcurrentHashMap<>();

    /**
     * A catalog of some tenants.
     *
     * @param tenants added in this order
     * @return the catalog
     * @throws TenantConflictException if two of them have an identifier or a place in common
     */
    public static InMemoryTenantCatalog of(Tenant... tenants) {
        var catalog = new InMemoryTenantCatalog();
        for (var tenant : tenants) {
            catalog.add(tenant);
        }
        return catalog;
    }

    @Override
    public @Nullable Tenant find(TenantKey key) {
        return tenants.get(key);
    }

    @Override
    public Stream<Tenant> stream() {
        return tenants.values().stream()
                .sorted(Comparator.comparing(tenant -> tenant.key().value()));
    }

    @Override
    public synchronized void add(Tenant tenant) {
        if (tenants.containsKey(tenant.key())) {
            throw TenantConflictException.exists(tenant.key());
        }
        requireFreePlace(tenant);
        tenants.put(tenant.key(), tenant);
    }

    @Override
    public synchronized void replace(Tenant read, Tenant changed) {
        if (!read.key().equals(changed.key())) {
            throw new IllegalArgumentException("A tenant keeps its key. Add a tenant with the other key.");
        }
        if (!read.equals(tenants.get(read.key()))) {
            throw TenantConflictException.outdated(read);
        }
        requireFreePlace(changed);
        tenants.put(changed.key(), changed);
    }

    private void requireFreePlace(Tenant tenant) {
        var place = new OwnPlace(tenant.placement());
        for (var other : tenants.values()) {
            if (!other.key().equals(tenant.key()) && place.overlaps(other.placement())) {
                throw TenantConflictException.placeTaken(tenant);
            }
        }
    }
}
