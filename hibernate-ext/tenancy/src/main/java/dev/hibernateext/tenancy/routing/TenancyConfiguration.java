/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.TenantCatalog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the settings say. */
record TenancyConfiguration(
        TenantCatalog catalog,
        TenantDatabases databases,
        @Nullable TenantConnectionState state) {

    static TenancyConfiguration of(Map<String, Object> settings) {
        return new TenancyConfiguration(
                required(settings, TenancySettings.CATALOG, TenantCatalog.class),
                required(settings, TenancySettings.DATABASES, TenantDatabases.class),
                optional(settings, TenancySettings.CONNECTION_STATE, TenantConnectionState.class));
    }

    private static <T> T required(Map<String, Object> settings, String key, Class<T> type) {
        var value = optional(settings, key, type);
        if (value == null) {
            throw TenancyConfigurationException.missing(key, type);
        }
        return value;
    }

    private static <T> @Nullable T optional(Map<String, Object> settings, String key, Class<T> type) {
        var value = settings.get(key);
        if (value != null && !type.isInstance(value)) {
            throw TenancyConfigurationException.wrongType(key, type, value);
        }
        return type.cast(value);
    }
}
