/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static org.hibernate.cfg.CacheSettings.CACHE_REGION_FACTORY;
import static org.hibernate.cfg.CacheSettings.QUERY_CACHE_FACTORY;

import dev.hibernateext.cache.CacheProvider;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.InvalidSettingException;
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
                && SettingValues.of(settings).isTrue(CacheSettings.ENABLED, true)) {
            makeRegions(builder, settings);
        }
    }

    private static void makeRegions(StandardServiceRegistryBuilder builder, Map<String, Object> settings) {
        if (isRedisChosen(settings)) {
            builder.applySetting(CACHE_REGION_FACTORY, "dev.hibernateext.cache.internal.orm.RedisRegionFactory");
            watch(builder, settings, "dev.hibernateext.cache.internal.orm.RemoteTables$Factory");
        } else if (isProviderPresent()) {
            builder.applySetting(CACHE_REGION_FACTORY, BoundedRegionFactory.class.getName());
            watchTables(builder, settings);
        }
    }

    private static boolean isRedisChosen(Map<String, Object> settings) {
        var chosen =
                SettingValues.of(settings).choice(CacheSettings.PROVIDER, CacheProvider.class, CacheProvider.EHCACHE);
        if (chosen == CacheProvider.REDIS && !isPresent("org.redisson.api.RedissonClient")) {
            throw InvalidSettingException.notAllowed(
                    CacheSettings.PROVIDER, chosen, "ehcache, or put org.redisson:redisson on the class path");
        }
        return chosen == CacheProvider.REDIS;
    }

    /** Regions that other nodes share keep the times that other nodes write. */
    private static void watchTables(StandardServiceRegistryBuilder builder, Map<String, Object> settings) {
        if (!BoundedRegionFactory.isManagerChosen(settings)) {
            watch(builder, settings, TableWrites.Factory.class.getName());
        }
    }

    private static void watch(StandardServiceRegistryBuilder builder, Map<String, Object> settings, String factory) {
        if (settings.get(QUERY_CACHE_FACTORY) == null) {
            builder.applySetting(QUERY_CACHE_FACTORY, factory);
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
