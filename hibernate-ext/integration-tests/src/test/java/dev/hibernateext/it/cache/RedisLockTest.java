/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a transaction of one node writes, others do not find in Redis until it ends, or is given up. */
@HibernateExtTest(entities = Shelf.class)
class RedisLockTest {

    private static EmbeddedRedis redis;

    private final SessionFactoryScope scope;
    private final String prefix = EmbeddedRedis.newPrefix();

    RedisLockTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeAll
    static void start() {
        redis = new EmbeddedRedis().settled();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void isKeptUntilTheEnd() {
        try (var one = redis.node(scope, prefix, Map.of());
                var other = redis.node(scope, prefix, Map.of());
                var writer = beginToWrite(one)) {
            var before = hits(other);
            for (var read = 0; read < 5; read++) {
                assertThat(name(other)).isEqualTo("old");
            }
            assertThat(hits(other)).isEqualTo(before);

            writer.getTransaction().commit();

            awaitHit(other);
            assertThat(name(other)).isEqualTo("new");
        }
    }

    /** As if the node of the writer had died. */
    @Test
    void isGivenUpAfterItsTime() {
        var brief = Map.<String, Object>of(CacheSettings.REDIS_LOCK_TIMEOUT, "200");
        try (var one = redis.node(scope, prefix, brief);
                var other = redis.node(scope, prefix, brief);
                var writer = beginToWrite(one)) {
            awaitHit(other);

            writer.getTransaction().commit();

            assertThat(name(other)).isEqualTo("new");
        }
    }

    private static Session beginToWrite(SessionFactoryScope node) {
        node.inTransaction(session -> session.persist(new Shelf(1, "old")));
        var writer = node.openSession();
        writer.beginTransaction();
        writer.find(Shelf.class, 1).name = "new";
        writer.flush();
        return writer;
    }

    private static void awaitHit(SessionFactoryScope node) {
        var before = hits(node);
        await().until(() -> {
            name(node);
            return hits(node) > before;
        });
    }

    private static String name(SessionFactoryScope node) {
        return node.fromTransaction(session -> session.find(Shelf.class, 1).name);
    }

    private static long hits(SessionFactoryScope node) {
        return Shop.statistics(node, Shelf.class.getName()).hits();
    }
}
