/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.Depot.Box;
import dev.hibernateext.it.cache.Depot.Guard;
import dev.hibernateext.it.cache.Depot.Hall;
import dev.hibernateext.it.cache.Depot.Lamp;
import dev.hibernateext.it.cache.Depot.Rack;
import dev.hibernateext.it.cache.Depot.Sign;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;

/** What the database deletes behind a delete of one node is not found by another, whichever way the delete goes. */
@HibernateExtTest(entities = {Hall.class, Rack.class, Box.class, Guard.class, Lamp.class, Sign.class})
class RedisRelationsTest {

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope one;
    private final SessionFactoryScope other;

    RedisRelationsTest(SessionFactoryScope scope) {
        one = redis.node(scope, prefix, settings());
        other = redis.node(scope, prefix, settings());
    }

    private static Map<String, Object> settings() {
        return Map.of(CacheSettings.REDIS, client, "hibernate.cache.use_query_cache", "true");
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
        one.close();
        other.close();
    }

    @BeforeEach
    void fill() {
        one.inTransaction(session -> {
            var hall = new Hall(1);
            var rack = new Rack(hall);
            List.of(hall, rack, new Box(rack), new Guard(hall)).forEach(session::persist);
        });
        for (var node : List.of(one, other, one, other)) {
            assertThat(boxes(node)).containsExactly(1);
            assertThat(node.<Box>fromTransaction(session -> session.find(Box.class, 1)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endResultsOfTheOtherNode(RelationsIT.Way way, StatementRecorder statements) {
        statements.clear();
        assertThat(boxes(other)).containsExactly(1);
        statements.assertCount(0);

        way.delete(one);

        assertThat(boxes(other)).isEmpty();
        assertThat(boxes(one)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void evictEntriesOfTheOtherNode(RelationsIT.Way way) {
        way.delete(one);

        for (var node : List.of(other, one)) {
            node.inTransaction(session -> {
                assertThat(session.find(Box.class, 1)).isNull();
                assertThat(session.find(Guard.class, 1).hall).isNull();
            });
        }
    }

    private static List<Integer> boxes(SessionFactoryScope node) {
        return node.fromTransaction(session -> session.createSelectionQuery("select id from Box", Integer.class)
                .setCacheable(true)
                .getResultList());
    }
}
