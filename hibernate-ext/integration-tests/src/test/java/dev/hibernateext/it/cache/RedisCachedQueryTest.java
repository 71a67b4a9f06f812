/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.ResultCacheException;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cached queries of two session factories with one Redis. */
@HibernateExtTest(entities = RedisCachedQueryTest.Slow.class)
class RedisCachedQueryTest {

    private static final int READERS = 10;
    private static EmbeddedRedis redis;

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;
    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope one;
    private final SessionFactoryScope other;

    RedisCachedQueryTest(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
        one = node(Duration.ofSeconds(60));
        other = node(Duration.ofSeconds(60));
    }

    private SessionFactoryScope node(Duration wait) {
        return redis.node(
                scope, prefix, Map.of("hibernate.cache.use_query_cache", "true", CacheSettings.RESULT_LOAD_WAIT, wait));
    }

    @BeforeAll
    static void start() {
        redis = new EmbeddedRedis().settled();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void fill() {
        Gate.close();
        Gate.open();
        scope.inStatelessTransaction(session -> session.insert(new Slow(1, "a")));
        statements.clear();
    }

    @AfterEach
    void close() {
        Gate.open();
        one.close();
        other.close();
    }

    @ParameterizedTest
    @EnumSource
    void endOnAllNodes(Way way) {
        settle();

        way.end(CachedResults.of(other.factory()));

        assertThat(statementsOf(one)).isOne();
        settle();
        assertThat(ended(way.cause)).isPositive();
    }

    private long ended(EndCause cause) {
        return List.of(one, other).stream()
                .mapToLong(node -> CachedResults.of(node.factory()).statistics().ended(cause))
                .sum();
    }

    @Test
    void stayWhereOthersEnd() {
        settle();
        var results = CachedResults.of(other.factory());

        results.invalidateKey("another");
        results.invalidateTag("another");
        results.invalidateKeys("anoth*");
        results.ofTenant(new TenantKey("another")).invalidateAll();
        results.ofTenant(new TenantKey("another")).invalidateKeys("*");

        statementsOf(one);
        assertThat(statementsOf(one)).isZero();
        assertThat(ended(EndCause.PATTERN)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void doNotComeBackFromAReaderThatBeganBefore(Way way) {
        settle();
        try (var late = one.openSession()) {
            late.beginTransaction();
            way.end(CachedResults.of(other.factory()));
            assertThat(cached(late)).containsExactly("a");
            late.getTransaction().commit();
        }

        assertThat(statementsOf(one)).isOne();
    }

    /** Until one node has put what it read, and both find it. */
    private void settle() {
        await().until(() -> statementsOf(one) == 0 && statementsOf(other) == 0);
    }

    private int statementsOf(SessionFactoryScope node) {
        statements.clear();
        assertThat(node.fromTransaction(RedisCachedQueryTest::cached)).containsExactly("a");
        return statements.statements().size();
    }

    private static List<String> cached(Session session) {
        return CachedQuery.of(query(session)).key("slow:all").tags("slow").getResultList();
    }

    private static SelectionQuery<String> query(Session session) {
        return session.createSelectionQuery("select name from Slow order by id", String.class);
    }

    @Test
    void endWithWrites() {
        settle();

        other.inTransaction(session -> session.find(Slow.class, 1).name = "b");

        assertThat(one.fromTransaction(RedisCachedQueryTest::cached)).containsExactly("b");
        assertThat(ended(EndCause.WRITE)).isEqualTo(1);
    }

    @Test
    void endWithTheirTime() {
        var limit = Duration.ofMillis(200);
        await().until(() -> {
            statements.clear();
            one.fromTransaction(
                    session -> CachedQuery.of(query(session)).ttl(limit).getResultList());
            return statements.statements().isEmpty();
        });
        await().until(() -> {
            statements.clear();
            other.fromTransaction(
                    session -> CachedQuery.of(query(session)).ttl(limit).getResultList());
            return statements.statements().size() == 1;
        });
        assertThat(ended(EndCause.EXPIRY)).isPositive();
    }

    @Test
    void endWithTheTimeThatSettingsDeclare() {
        try (var limited = declaring("slow:*", "PT0.2S")) {
            await().until(() -> statementsOf(limited) == 0);
            await().until(() -> statementsOf(limited) == 1);
        }
    }

    @Test
    void refuseTimesOfPatternsThatNoKeyCanMatch() {
        assertThatThrownBy(() -> declaring("slow:[a", "PT1M").close())
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, ResultCacheException.class))
                        .hasMessageContaining("slow:[a"));
    }

    private SessionFactoryScope declaring(String pattern, String ttl) {
        return redis.node(
                scope,
                prefix,
                Map.of("hibernate.cache.use_query_cache", "true", CacheSettings.RESULT_TTL + pattern, ttl));
    }

    @Test
    void areHereAfterTheFirstLook() {
        settle();
        var before = Shop.statistics(one, CachedQuery.REGION);

        for (var look = 0; look < 5; look++) {
            assertThat(statementsOf(one)).isZero();
        }

        var after = Shop.statistics(one, CachedQuery.REGION);
        assertThat(after.hits() - before.hits()).isEqualTo(5);
        assertThat(after.nearHits() - before.nearHits()).isEqualTo(5);
    }

    @Test
    void areLoadedOnceByAllNodes() throws Exception {
        warm();
        Gate.close();
        var all = start(RedisCachedQueryTest::cached);
        await().until(Gate::isAwaited);
        Gate.open();

        for (var reader : all) {
            assertThat(reader.get()).containsExactly("a");
        }
        statements.assertCount(1);
    }

    /** Until Redis is used by both nodes, for a result under another key. */
    private void warm() {
        await().until(() -> {
            statements.clear();
            for (var node : List.of(one, other)) {
                node.fromTransaction(
                        session -> CachedQuery.of(query(session)).key("warm").getResultList());
            }
            return statements.statements().isEmpty();
        });
    }

    /** The blade: nobody leads. */
    @Test
    void wouldBeLoadedByEach() throws Exception {
        warm();
        Gate.close();
        var all = start(session -> query(session).setCacheable(true).getResultList());
        await().until(() -> Gate.awaited() == READERS);
        Gate.open();

        for (var reader : all) {
            assertThat(reader.get()).containsExactly("a");
        }
        statements.assertCount(READERS);
    }

    private List<Future<List<String>>> start(Function<Session, List<String>> query) {
        var threads = Executors.newFixedThreadPool(READERS);
        var all = new ArrayList<Future<List<String>>>();
        for (var reader = 0; reader < READERS; reader++) {
            var node = reader % 2 == 0 ? one : other;
            all.add(threads.submit(() -> node.fromTransaction(query)));
        }
        threads.shutdown();
        return all;
    }

    @Test
    void areLoadedByAnotherNodeWhereTheFirstFails() {
        Gate.close();
        Gate.failOnce();
        Gate.open();
        assertThatThrownBy(() -> one.<List<String>>fromTransaction(RedisCachedQueryTest::cached))
                .hasStackTraceContaining(Gate.FAILURE);

        assertThat(other.fromTransaction(RedisCachedQueryTest::cached)).containsExactly("a");
        assertThat(CachedResults.of(other.factory()).statistics().savedLoads()).isZero();
    }

    @Test
    void areAwaitedNoLongerThanSet() throws Exception {
        try (var impatient = node(Duration.ofMillis(50))) {
            Gate.close();
            var threads = Executors.newSingleThreadExecutor();
            var loader = threads.submit(() -> one.<List<String>>fromTransaction(RedisCachedQueryTest::cached));
            threads.shutdown();
            await().until(Gate::isAwaited);
            Gate.openFor(Thread.currentThread());

            assertThat(impatient.fromTransaction(RedisCachedQueryTest::cached)).containsExactly("a");

            Gate.open();
            assertThat(loader.get()).containsExactly("a");
        }
    }

    /** A way to end the result by hand. */
    enum Way {
        KEY(EndCause.KEY),
        PATTERN(EndCause.PATTERN),
        TAG(EndCause.TAG),
        ENTITY(EndCause.ENTITY),
        ALL(EndCause.TENANT),
        ALL_TENANTS(EndCause.PATTERN);

        private final EndCause cause;

        Way(EndCause cause) {
            this.cause = cause;
        }

        void end(CachedResults results) {
            switch (this) {
                case KEY -> results.invalidateKey("slow:all");
                case PATTERN -> results.invalidateKeys("slow:*");
                case TAG -> results.invalidateTag("slow");
                case ENTITY -> results.invalidateEntity(Slow.class);
                case ALL -> results.invalidateAll();
                case ALL_TENANTS -> results.ofAllTenants().invalidateKeys("*:all");
            }
        }
    }

    /** Its name takes as long to read as the test wants. */
    @Entity(name = "Slow")
    static class Slow {

        @Id
        int id;

        @Convert(converter = Gate.class)
        String name = "";

        Slow() {}

        Slow(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
