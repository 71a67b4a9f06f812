/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.Map;
import java.util.function.Consumer;

/** Hibernate with its own cache and nothing of the library, for what it does wrong. */
final class StockCache {

    private static final Map<String, String> SETTINGS = Map.of(
            CoreSettings.ENABLED,
            "false",
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
        return open(scope, settings -> {});
    }

    static SessionFactoryScope open(SessionFactoryScope scope, Consumer<Map<String, Object>> more) {
        return scope.openAnother(settings -> {
            settings.putAll(SETTINGS);
            more.accept(settings);
        });
    }
}
