/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.CoreSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.sql.DataSource;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A way to cache. */
enum CacheWay {
    NONE("no cache"),
    BY_VALUE("Hibernate's JCache regions"),
    TUNED("Ehcache tuned by hand"),
    OURS("the library");

    /** More than are put, where a way has to be bounded by hand. */
    private static final int TUNED_ENTRIES = 10_000;

    private static final String[] TUNED_REGIONS = {
        Items.Part.class.getName(),
        Items.Voucher.class.getName(),
        "default-query-results-region",
        "default-update-timestamps-region"
    };

    private final String title;

    CacheWay(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    SessionFactory open(DataSource dataSource, Class<?>... entities) {
        var configuration = new Configuration().addAnnotatedClasses(entities);
        configuration.getProperties().putAll(settings());
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
        configuration.getProperties().put("hibernate.jdbc.batch_size", 20);
        configuration.getProperties().put("jakarta.persistence.schema-generation.database.action", "create");
        return configuration.buildSessionFactory();
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        if (this != OURS) {
            settings.put(CoreSettings.ENABLED, "false");
            settings.put(CacheSettings.ENABLED, "false");
        }
        switch (this) {
            case NONE -> settings.put("hibernate.cache.use_second_level_cache", "false");
            case BY_VALUE -> {
                settings.putAll(jcache());
                settings.put("hibernate.javax.cache.provider", EhcacheCachingProvider.class.getName());
                settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
            }
            case TUNED -> {
                settings.putAll(jcache());
                settings.put("hibernate.javax.cache.cache_manager", tuned());
            }
            case OURS -> settings.put("hibernate.cache.use_query_cache", "true");
        }
        return settings;
    }

    private static Map<String, Object> jcache() {
        return Map.of("hibernate.cache.region.factory_class", "jcache", "hibernate.cache.use_query_cache", "true");
    }

    /** Bounded, and holding what it is given. */
    private static CacheManager tuned() {
        var caches = new EhcacheCachingProvider()
                .getCacheManager(
                        URI.create("tuned:" + UUID.randomUUID()),
                        new DefaultConfiguration(CacheWay.class.getClassLoader()));
        for (var region : TUNED_REGIONS) {
            caches.createCache(
                    region,
                    Eh107Configuration.fromEhcacheCacheConfiguration(
                            CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                    Object.class, Object.class, ResourcePoolsBuilder.heap(TUNED_ENTRIES))));
        }
        return caches;
    }
}
