/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.Map;

/** The cache as Hibernate has it, for what it does wrong. */
final class StockCache {

    private static final Map<String, String> SETTINGS = Map.of(
            CacheSettings.ENABLED,
            "false",
            "hibernate.cache.region.factory_class",
            "jcache",
            "hibernate.javax.cache.provider",
            "org.ehcache.jsr107.EhcacheCachingProvider",
            "hibernate.javax.cache.missing_cache_strategy",
            "create");

    private StockCache() {}

    /** Another factory on the database of one, to be closed. */
    static SessionFactoryScope open(SessionFactoryScope scope) {
        return scope.openAnother(settings -> settings.putAll(SETTINGS));
    }
}
