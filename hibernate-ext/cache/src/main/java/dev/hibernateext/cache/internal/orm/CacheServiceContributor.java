/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static org.hibernate.cfg.CacheSettings.CACHE_REGION_FACTORY;
import static org.hibernate.cfg.CacheSettings.QUERY_CACHE_FACTORY;

import dev.hibernateext.cache.CacheSettings;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Chooses the region factory where the user chose none, as Hibernate itself would choose that of {@code hibernate-jcache}; found by
 * Hibernate through the service loader.
 */
public final class CacheServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        var settings = builder.getSettings();
        if (settings.get(CACHE_REGION_FACTORY) == null
                && SettingValues.of(settings).isTrue(CacheSettings.ENABLED, true)
                && isProviderPresent()) {
            builder.applySetting(CACHE_REGION_FACTORY, BoundedRegionFactory.class.getName());
            watchTables(builder, settings);
        }
    }

    /** Regions that other nodes share keep the times that other nodes write. */
    private static void watchTables(StandardServiceRegistryBuilder builder, Map<String, Object> settings) {
        if (settings.get(QUERY_CACHE_FACTORY) == null && !BoundedRegionFactory.isManagerChosen(settings)) {
            builder.applySetting(QUERY_CACHE_FACTORY, TableWrites.Factory.class.getName());
        }
    }

    private static boolean isProviderPresent() {
        return Stream.of(
                        "org.hibernate.cache.jcache.internal.JCacheRegionFactory",
                        "org.ehcache.jsr107.EhcacheCachingProvider")
                .allMatch(CacheServiceContributor::isPresent);
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, CacheServiceContributor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
