/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import javax.cache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.Test;

/** What a hit allocates, in a stateless session, beside Ehcache tuned by hand and Hibernate's own regions. */
@HibernateExtTest(leakCheck = false, settings = @Setting(name = "hibernate.ext.enabled", value = "false"))
class HitCostTest {

    private static final int ENTRIES = 100;
    private static final int WARM_UP = 8_000;
    private static final int HITS = 4_000;

    @Test
    void isThatOfEhcacheTunedByHand(SessionFactoryScope scope) {
        var ours = bytesPerHit(scope);
        var tuned = bytesPerHit(scope, Map.of("hibernate.javax.cache.cache_manager", tuned()));
        var stock = bytesPerHit(
                scope,
                Map.of(
                        "hibernate.javax.cache.provider",
                        "org.ehcache.jsr107.EhcacheCachingProvider",
                        "hibernate.javax.cache.missing_cache_strategy",
                        "create"));

        // the compiler leaves out an object of 72 bytes in one factory or the other
        assertThat(ours).isLessThanOrEqualTo(3_000).isLessThanOrEqualTo(tuned + 80);
        assertThat(stock).isGreaterThan(3 * ours);
    }

    private static CacheManager tuned() {
        var caches = new EhcacheCachingProvider()
                .getCacheManager(
                        URI.create("tuned:by-hand"), new DefaultConfiguration(HitCostTest.class.getClassLoader()));
        caches.createCache(
                Part.class.getName(),
                Eh107Configuration.fromEhcacheCacheConfiguration(CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        Object.class, Object.class, ResourcePoolsBuilder.heap(ENTRIES))));
        return caches;
    }

    /** With the region factory of Hibernate. */
    private static long bytesPerHit(SessionFactoryScope scope, Map<String, Object> regions) {
        try (var other = scope.openAnother(settings -> {
            settings.put(CacheSettings.ENABLED, "false");
            settings.put("hibernate.cache.region.factory_class", "jcache");
            settings.putAll(regions);
        })) {
            return bytesPerHit(other);
        }
    }

    private static long bytesPerHit(SessionFactoryScope scope) {
        scope.inTransaction(session -> IntStream.range(0, ENTRIES)
                .filter(id -> session.find(Part.class, id) == null)
                .forEach(id -> session.persist(new Part(id))));
        try (var session = scope.openStatelessSession()) {
            var reads = new Object() {
                long bytes(int count) {
                    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    var thread = Thread.currentThread().getId();
                    var before = threads.getThreadAllocatedBytes(thread);
                    for (var i = 0; i < count; i++) {
                        assertPresent(session.get(Part.class, i % ENTRIES));
                    }
                    return (threads.getThreadAllocatedBytes(thread) - before) / count;
                }
            };
            reads.bytes(WARM_UP);
            return reads.bytes(HITS);
        }
    }

    private static void assertPresent(Object part) {
        if (part == null) {
            throw new AssertionError("no part");
        }
    }

    /** Of ten attributes. */
    @Entity(name = "Part")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Part {

        @Id
        int id;

        String a = "a";
        String b = "b";
        String c = "c";
        String d = "d";
        String e = "e";
        int f;
        int g;
        long h;
        long i;

        Part() {}

        Part(int id) {
            this.id = id;
        }
    }
}
