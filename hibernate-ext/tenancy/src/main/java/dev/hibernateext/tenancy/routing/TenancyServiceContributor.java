/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import static org.hibernate.cfg.MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER;
import static org.hibernate.cfg.MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER;

import java.util.Map;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Routes the sessions of persistence units that have a catalog; found by Hibernate through the service loader. */
public final class TenancyServiceContributor implements ServiceContributor {

    /** Deprecated in Hibernate, which has no other way to choose. */
    private static final String CACHE_KEYS = "hibernate.cache.keys_factory";

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        var settings = builder.getSettings();
        if (settings.get(TenancySettings.CATALOG) == null) {
            return;
        }
        if (settings.get(MULTI_TENANT_CONNECTION_PROVIDER) != null) {
            throw TenancyConfigurationException.occupied(MULTI_TENANT_CONNECTION_PROVIDER);
        }
        refuseKeysWithoutTenant(settings);
        var configuration = TenancyConfiguration.of(settings);
        var connections = new TenantConnections(configuration);
        builder.applySetting(MULTI_TENANT_CONNECTION_PROVIDER, connections);
        if (settings.get(MULTI_TENANT_IDENTIFIER_RESOLVER) == null) {
            builder.applySetting(
                    MULTI_TENANT_IDENTIFIER_RESOLVER,
                    new ContextTenantResolver(configuration.catalog(), connections.common()));
        }
    }

    /** Core refuses them for rows; entities of tenants in schemas need no attribute by which it would see them. */
    private static void refuseKeysWithoutTenant(Map<String, Object> settings) {
        var keys = String.valueOf(settings.get(CACHE_KEYS));
        if (keys.equals("simple") || keys.endsWith("SimpleCacheKeysFactory")) {
            throw TenancyConfigurationException.cacheKeys(CACHE_KEYS);
        }
    }
}
