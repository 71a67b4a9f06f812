/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/**
 * Forced interleavings of a node that writes and one that reads, which keeps results near. More of them with {@code
 * -Dhibernateext.cache.redis.interleavings=100000}.
 */
@HibernateExtTest(entities = ForcedFills.Box.class)
class RedisForcedFillsTest {

    private static final int INTERLEAVINGS = Integer.getInteger("hibernateext.cache.redis.interleavings", 100);
    private static final int FEW = 60;

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope writing;
    private final SessionFactoryScope reading;

    RedisForcedFillsTest(SessionFactoryScope scope) {
        writing = node(scope);
        reading = node(scope);
    }

    /** All steps are of one thread, which nobody has to be waited for by. */
    private SessionFactoryScope node(SessionFactoryScope scope) {
        return redis.node(
                scope,
                prefix,
                Map.of(
                        "hibernate.cache.use_query_cache",
                        "true",
                        CacheSettings.RESULT_LOAD_WAIT,
                        Duration.ofMillis(1)));
    }

    @BeforeAll
    static void start() {
        redis = new EmbeddedRedis().settled();
        client = redis.newClient();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        redis.close();
    }

    @AfterEach
    void close() {
        writing.close();
        reading.close();
    }

    @Test
    void neverShowAStaleResult() {
        assertThat(fills().stale(INTERLEAVINGS)).as("seed %d", ForcedFills.SEED).isZero();
        assertThat(Shop.statistics(reading, CachedQuery.REGION).nearHits()).isGreaterThan(INTERLEAVINGS);
    }

    @Test
    void showStaleResultsWhereRedisForgetsChanges() {
        assertThat(fills().afterEach(this::forgetChanges).stale(FEW)).isPositive();
    }

    @Test
    void showStaleResultsWhereNothingIsInvalidated() {
        assertThat(fills().withoutInvalidation().stale(FEW)).isPositive();
    }

    private ForcedFills fills() {
        return new ForcedFills(writing, reading);
    }

    /** And what was put, which a loader would find until the commit. */
    private void forgetChanges() {
        EmbeddedRedis.forgetChanges(client, prefix, "#results");
        EmbeddedRedis.texts(client, prefix, CachedQuery.REGION + ":heads").delete();
    }
}
