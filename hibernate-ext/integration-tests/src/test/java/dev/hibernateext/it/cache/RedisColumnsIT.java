/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;

/** Results in Redis end with the columns they are made of, whichever node writes them, and stay when others are written. */
@HibernateExtTest(
        entities = {Item.class, Lot.class, Bin.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class RedisColumnsIT {

    private static final String NAMES = UpdateWay.NAMES;

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope scope;
    private final StatementRecorder statements;
    private final SessionFactoryScope one;
    private final SessionFactoryScope other;

    RedisColumnsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
        this.one = node(Map.of());
        this.other = node(Map.of());
    }

    private SessionFactoryScope node(Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put(CacheSettings.REDIS, client);
        settings.put("hibernate.cache.use_query_cache", "true");
        return redis.node(scope, prefix, settings);
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

    @BeforeEach
    void fill() {
        one.inTransaction(session -> {
            session.persist(new Item());
            session.persist(new Lot());
            session.persist(new Bin(1));
        });
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @ParameterizedTest
    @EnumSource
    void stayWhenAnotherNodeWritesOtherColumns(UpdateWay way) {
        settle(way.query(), "name");
        for (var turn = 0; turn < 3; turn++) {
            way.write(other, "note", "other " + turn);

            assertIsServed(way.query(), "name");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endWhenAnotherNodeWritesTheirColumns(UpdateWay way) {
        settle(way.query(), "name");
        for (var turn = 0; turn < 3; turn++) {
            way.write(other, "name", "other " + turn);

            settle(way.query(), "other " + turn);
        }
    }

    /** Until both nodes have heard of the last change, and one has put what it read. */
    private void settle(String query, Object expected) {
        for (var node : List.of(one, other, one, other, one)) {
            assertThat(answer(node, query)).isEqualTo(List.of(expected));
        }
    }

    private void assertIsServed(String query, Object expected) {
        statements.clear();
        for (var node : List.of(one, other)) {
            assertThat(answer(node, query)).isEqualTo(List.of(expected));
        }
        statements.assertCount(0);
    }

    private static List<?> answer(SessionFactoryScope in, String query) {
        return in.fromTransaction(session -> session.createSelectionQuery(query, Object.class)
                .setCacheable(true)
                .getResultList());
    }

    @Test
    void endWithAnyColumnWhereNobodyKnowsWhatTheyRead() {
        for (var node : List.of(one, other, one, other, one)) {
            assertThat(nativeNotes(node)).containsExactly("note");
        }

        UpdateWay.DYNAMIC_ENTITY.write(other, "note", "new");

        assertThat(nativeNotes(one)).containsExactly("new");
        assertThat(nativeNotes(other)).containsExactly("new");
    }

    private static List<String> nativeNotes(SessionFactoryScope in) {
        return in.fromTransaction(session -> session.createNativeQuery("select note from Lot", String.class)
                .addSynchronizedEntityClass(Lot.class)
                .setCacheable(true)
                .getResultList());
    }

    @Test
    void endWhereUpdatesTellNothing() {
        settle("select name from Bin", "name");

        other.inTransaction(session -> session.find(Bin.class, 1).note = "other");

        statements.clear();
        settle("select name from Bin", "name");
        assertThat(statements.statements()).isNotEmpty();
    }

    @Test
    void endWithEverythingATransactionWrites() {
        settle(NAMES, "name");

        other.inTransaction(session -> {
            UpdateWay.item(session).note = "other";
            session.flush();
            session.createMutationQuery("update Item set name = 'new'").executeUpdate();
        });

        settle(NAMES, "new");
    }

    @Test
    void stayForCachedQueriesToo() {
        for (var node : List.of(one, other, one)) {
            assertThat(cached(node)).containsExactly("name");
        }
        UpdateWay.ENTITY.write(other, "note", "other");
        statements.clear();
        assertThat(cached(one)).containsExactly("name");
        statements.assertCount(0);

        UpdateWay.ENTITY.write(other, "name", "new");
        assertThat(cached(one)).containsExactly("new");
        assertThat(CachedResults.of(one.factory()).statistics().ended(EndCause.WRITE))
                .isOne();
    }

    private static List<String> cached(SessionFactoryScope in) {
        return in.fromTransaction(session -> CachedQuery.of(session.createSelectionQuery(NAMES, String.class))
                .getResultList());
    }

    /** A rollback takes nothing back of what the transaction itself may have put. */
    @Test
    void endWithWhatIsRolledBack() {
        settle(NAMES, "name");
        try (var session = other.openSession()) {
            session.beginTransaction();
            UpdateWay.item(session).name = "new";
            session.flush();
            session.getTransaction().rollback();
        }

        statements.clear();
        settle(NAMES, "name");
        assertThat(statements.statements()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = LockModeType.class,
            names = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
    void endWhenALockRaisesTheVersionTheyRead(LockModeType lock) {
        settle("select version from Item", 0);

        other.inTransaction(session -> session.createSelectionQuery("from Item", Item.class)
                .setLockMode(lock)
                .getResultList());

        settle("select version from Item", 1);
    }

    @Test
    void endWithAllColumnsWhereALockWasLost() {
        settle(NAMES, "name");
        try (var session = other.openSession()) {
            session.beginTransaction();
            UpdateWay.item(session).note = "other";
            session.flush();
            EmbeddedRedis.texts(client, prefix, "#results:locks").delete();
            session.getTransaction().commit();
        }

        statements.clear();
        settle(NAMES, "name");
        assertThat(statements.statements()).isNotEmpty();
    }

    @Test
    void endWithAllColumnsWhereTooManyWereWritten() {
        settle(NAMES, "name");
        UpdateWay.ENTITY.write(other, "note", "other");
        rememberColumns(500);
        assertIsServed(NAMES, "name");

        UpdateWay.ENTITY.write(other, "note", "another");

        statements.clear();
        settle(NAMES, "name");
        assertThat(statements.statements()).isNotEmpty();
    }

    /** As if so many more had been written of each table of which some were. */
    private void rememberColumns(int count) {
        var more = IntStream.range(0, count).mapToObj(" c%d 1"::formatted).collect(Collectors.joining());
        var changes = EmbeddedRedis.texts(client, prefix, "#results:changes");
        changes.readAllMap().entrySet().stream()
                .filter(change -> change.getValue().contains(" "))
                .forEach(change -> changes.fastPut(change.getKey(), change.getValue() + more));
    }

    @ParameterizedTest
    @EnumSource
    void endWithAllColumnsWhereTheSettingSaysSo(UpdateWay way) {
        settle(way.query(), "name");
        try (var imprecise = node(Map.of(CacheSettings.RESULT_PRECISION, "tables"))) {
            way.write(imprecise, "note", "other");

            statements.clear();
            settle(way.query(), "name");
            assertThat(statements.statements()).isNotEmpty();

            answer(imprecise, way.query());
            UpdateWay.ENTITY.write(one, "note", "another");
            UpdateWay.DYNAMIC_ENTITY.write(one, "note", "another");
            statements.clear();
            assertThat(answer(imprecise, way.query())).isEqualTo(List.of("name"));
            statements.assertCount(1);
        }
    }
}
