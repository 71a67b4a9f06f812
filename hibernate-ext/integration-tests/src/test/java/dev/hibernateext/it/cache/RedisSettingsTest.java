/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hibernate.cache.internal.StandardTimestampsCacheFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a session factory from keeping its regions in Redis. */
@HibernateExtTest(entities = Shelf.class)
class RedisSettingsTest {

    private static final String NOWHERE = "redis://localhost:1";

    private final SessionFactoryScope scope;

    RedisSettingsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    private SessionFactoryScope open(Map<String, Object> redis) {
        return scope.openAnother(settings -> {
            settings.put(CacheSettings.PROVIDER, "redis");
            settings.putAll(redis);
        });
    }

    @Test
    void refuseAnUnknownProvider() {
        assertThatThrownBy(() -> open(Map.of(CacheSettings.PROVIDER, "memcached")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("one of ehcache, redis");
    }

    @Test
    void wantAPrefix() {
        assertThatThrownBy(() -> open(Map.of(CacheSettings.REDIS, NOWHERE)))
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(CacheSettings.REDIS_KEY_PREFIX);
        assertThatThrownBy(() -> open(Map.of(CacheSettings.REDIS, NOWHERE, CacheSettings.REDIS_KEY_PREFIX, "{a}")))
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("without braces");
    }

    @Test
    void wantAPlace() {
        assertThatThrownBy(() -> open(Map.of(CacheSettings.REDIS_KEY_PREFIX, "shop")))
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("RedissonClient");
    }

    @Test
    void doNotTellPasswords() {
        assertThatThrownBy(() -> open(Map.of(
                        CacheSettings.REDIS, "redis://:secret@no port:x", CacheSettings.REDIS_KEY_PREFIX, "shop")))
                .hasStackTraceContaining(InvalidSettingException.class.getName())
                .satisfies(error -> assertThat(stackTrace(error)).doesNotContain("secret"));
    }

    private static String stackTrace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void refuseBoundsInBytes() {
        assertThatThrownBy(() -> open(Map.of(
                        CacheSettings.REDIS,
                        NOWHERE,
                        CacheSettings.REDIS_KEY_PREFIX,
                        "shop",
                        CacheSettings.REGION + Shelf.class.getName() + ".max_bytes",
                        "1000")))
                .rootCause()
                .isInstanceOf(CacheRegionException.class)
                .hasMessageContaining("most entries");
    }

    /** What other nodes write would not end them. */
    @Test
    void refuseResultsOfQueriesWithTimesOfAnother() {
        assertThatThrownBy(() -> open(Map.of(
                        CacheSettings.REDIS,
                        NOWHERE,
                        CacheSettings.REDIS_KEY_PREFIX,
                        "shop",
                        "hibernate.cache.use_query_cache",
                        "true",
                        "hibernate.cache.query_cache_factory",
                        StandardTimestampsCacheFactory.class.getName())))
                .rootCause()
                .isInstanceOf(CacheRegionException.class)
                .hasMessageContaining("Remove hibernate.cache.query_cache_factory");
    }

    @Test
    void takeAConfigurationOfRedisson(@TempDir Path directory) throws IOException {
        try (var redis = new EmbeddedRedis().settled()) {
            var file = Files.writeString(directory.resolve("redisson.yaml"), """
                    singleServerConfig:
                      address: "%s"
                    """.formatted(redis.address()));
            try (var node = open(Map.of(
                    CacheSettings.REDIS, file.toString(), CacheSettings.REDIS_KEY_PREFIX, EmbeddedRedis.newPrefix()))) {
                node.inTransaction(session -> session.persist(new Shelf(1, "wood")));

                assertThat(Shop.statistics(node, Shelf.class.getName()).puts()).isOne();
            }
        }
    }
}
