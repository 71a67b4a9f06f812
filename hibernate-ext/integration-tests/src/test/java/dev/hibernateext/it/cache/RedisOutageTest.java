/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Redis is killed, and comes again with what it had saved before. */
@HibernateExtTest(entities = Shelf.class)
class RedisOutageTest {

    private static final Map<String, Object> HASTY = Map.of(CacheSettings.REDIS_TIMEOUT, Duration.ofMillis(400));

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hibernateext.cache");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final SessionFactoryScope scope;
    private final String prefix = EmbeddedRedis.newPrefix();
    private final EmbeddedRedis redis = new EmbeddedRedis().settled();

    RedisOutageTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void close() {
        logger.detachAppender(logged);
        logger.setLevel(null);
        redis.close();
    }

    @Test
    void doesNotKeepFromReadingAndWriting() {
        try (var node = redis.node(scope, prefix, HASTY)) {
            node.inTransaction(session -> session.persist(new Shelf(1, "old")));
            redis.kill();

            rename(node, "new");

            assertThat(name(node)).isEqualTo("new");
            redis.restart();
            awaitHit(node);
            assertThat(name(node)).isEqualTo("new");
        }
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(text -> text.startsWith("HEXT000604: Redis does not answer for the regions of '" + prefix))
                .noneMatch(text -> text.contains("redis.call"))
                .contains(
                        "HEXT000605: Redis answers again for the regions of '%s', which begin empty".formatted(prefix));
    }

    @Test
    void bringsNothingBackThatWasChangedMeanwhile() {
        try (var node = redis.node(scope, prefix, HASTY)) {
            saveWithAnOldEntry(node);
            rename(node, "new");
            redis.kill();
            redis.restart();

            assertThat(savedEntries()).isOne();
            assertThat(name(node)).isEqualTo("new");
        }
        try (var later = redis.node(scope, prefix, HASTY)) {
            awaitHit(later);
            assertThat(name(later)).isEqualTo("new");
        }
    }

    /** Redis takes the number of its process for that of before. */
    @Test
    void bringsOldEntriesBackWhereARestartIsNotRecognised() {
        try (var node = redis.node(scope, prefix, HASTY)) {
            saveWithAnOldEntry(node);
            rename(node, "new");
        }
        redis.kill();
        redis.restart();
        var client = redis.newClient();
        EmbeddedRedis.texts(client, prefix, "state").fastPut("server", redis.runId());
        client.shutdown();

        try (var later = redis.node(scope, prefix, HASTY)) {
            assertThat(name(later)).isEqualTo("old");
        }
    }

    @Test
    void keepsNoFactoryFromStarting() {
        redis.kill();
        try (var node = redis.node(scope, prefix, HASTY)) {
            node.inTransaction(session -> session.persist(new Shelf(1, "wood")));

            assertThat(name(node)).isEqualTo("wood");
            redis.restart();
            awaitHit(node);
        }
    }

    @Test
    void bringsNoResultBackThatWasChangedMeanwhile() {
        var settings = new HashMap<>(HASTY);
        settings.put("hibernate.cache.use_query_cache", "true");
        try (var node = redis.node(scope, prefix, settings)) {
            node.inTransaction(session -> session.persist(new Shelf(1, "old")));
            await().until(() -> names(node).equals(List.of("old"))
                    && Shop.statistics(node, "default-query-results-region").hits() > 0);
            redis.save();
            redis.kill();
            rename(node, "new");

            assertThat(names(node)).containsExactly("new");
            redis.restart();
            var before = Shop.statistics(node, "default-query-results-region").hits();
            await().until(() -> {
                assertThat(names(node)).containsExactly("new");
                return Shop.statistics(node, "default-query-results-region").hits() > before;
            });
        }
    }

    private static List<String> names(SessionFactoryScope node) {
        return node.fromTransaction(session -> session.createSelectionQuery("select name from Shelf", String.class)
                .setCacheable(true)
                .getResultList());
    }

    private void saveWithAnOldEntry(SessionFactoryScope node) {
        node.inTransaction(session -> session.persist(new Shelf(1, "old")));
        name(node);
        awaitHit(node);
        redis.save();
    }

    private int savedEntries() {
        var client = redis.newClient();
        try {
            return EmbeddedRedis.values(client, prefix, Shelf.class.getName()).size();
        } finally {
            client.shutdown();
        }
    }

    private static void rename(SessionFactoryScope node, String name) {
        node.inTransaction(session -> session.find(Shelf.class, 1).name = name);
    }

    private static String name(SessionFactoryScope node) {
        return node.fromTransaction(session -> session.find(Shelf.class, 1).name);
    }

    private static void awaitHit(SessionFactoryScope node) {
        var before = hits(node);
        await().until(() -> {
            name(node);
            return hits(node) > before;
        });
    }

    private static long hits(SessionFactoryScope node) {
        return Shop.statistics(node, Shelf.class.getName()).hits();
    }
}
