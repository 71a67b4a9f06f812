/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.config.spi.StandardConverters;
import org.jspecify.annotations.Nullable;

/** What the settings say. */
record TenancyConfiguration(
        TenantCatalog catalog,
        TenantDatabases databases,
        @Nullable TenantConnectionState state,
        boolean strict,
        PoolerCheck pooler,
        AuditTrail audit) {

    static TenancyConfiguration of(Map<String, Object> settings) {
        return new TenancyConfiguration(
                required(settings, TenancySettings.CATALOG, TenantCatalog.class),
                databases(settings),
                optional(settings, TenancySettings.CONNECTION_STATE, TenantConnectionState.class),
                StandardConverters.BOOLEAN.convert(settings.getOrDefault(TenancySettings.STRICT, true)),
                PoolerCheck.of(settings),
                new AuditTrail(optional(settings, TenancySettings.AUDIT, TenancyAudit.class), clock(settings)));
    }

    private static Clock clock(Map<String, Object> settings) {
        return settings.get(CoreSettings.CLOCK) instanceof Clock clock ? clock : Clock.systemUTC();
    }

    private static TenantDatabases databases(Map<String, Object> settings) {
        var chosen = optional(settings, TenancySettings.DATABASES, TenantDatabases.class);
        return chosen != null ? chosen : ofUnit(settings);
    }

    private static TenantDatabases ofUnit(Map<String, Object> settings) {
        return Stream.of(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, JdbcSettings.JAKARTA_JTA_DATASOURCE)
                .map(settings::get)
                .filter(DataSource.class::isInstance)
                .map(source -> TenantDatabases.single(TenantDatabases.MAIN, (DataSource) source))
                .findFirst()
                .orElseThrow(
                        () -> TenancyConfigurationException.missing(TenancySettings.DATABASES, TenantDatabases.class));
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
