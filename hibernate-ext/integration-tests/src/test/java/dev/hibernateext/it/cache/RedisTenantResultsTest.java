/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.it.cache.TenantResultsIT.Way;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results of a tenant in Redis while another node writes the same tables for the same tenant or another. */
@HibernateExtTest(entities = Voucher.class)
class RedisTenantResultsTest {

    private static final Map<String, Object> RESULTS = Map.of("hibernate.cache.use_query_cache", "true");
    private static EmbeddedRedis redis;

    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope one;
    private final SessionFactoryScope other;

    RedisTenantResultsTest(SessionFactoryScope scope) {
        one = redis.node(scope, prefix, RESULTS);
        other = redis.node(scope, prefix, RESULTS);
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
        Shop.in(one, "red", session -> session.persist(new Voucher(1, "red")));
        Shop.in(one, "blue", session -> session.persist(new Voucher(2, "blue")));
        for (var node : List.of(one, other, one, other)) {
            assertThat(texts(node, "red")).containsExactly("red");
            assertThat(texts(node, "blue")).containsExactly("blue");
        }
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void areAllHitsWhileAnotherTenantWrites(StatementRecorder statements) {
        for (var write = 0; write < 20; write++) {
            var text = "blue " + write;
            Shop.in(other, "blue", session -> session.find(Voucher.class, 2).text = text);
            statements.clear();

            assertThat(texts(one, "red")).containsExactly("red");

            statements.assertCount(0);
        }
        assertThat(texts(one, "blue")).containsExactly("blue 19");
    }

    @ParameterizedTest
    @EnumSource
    void endWithEachWriteThatMayReachThem(Way way) {
        way.write(other);

        for (var node : List.of(one, other, one)) {
            assertThat(texts(node, "red")).containsExactly("new");
            assertThat(texts(node, "blue")).containsExactly(way.reachesBlue() ? "new" : "blue");
        }
    }

    @Test
    void endWithAWriteOfATenantWhereTheyAreOfNativeQueries() {
        assertThat(allTexts("red")).containsExactly("red", "blue");
        assertThat(allTexts("red")).containsExactly("red", "blue");

        Shop.in(other, "blue", session -> session.find(Voucher.class, 2).text = "new");

        assertThat(allTexts("red")).containsExactly("red", "new");
    }

    private List<String> allTexts(String tenant) {
        return Shop.from(
                one,
                tenant,
                session -> session.createNativeQuery("select text from Voucher order by id", String.class)
                        .addSynchronizedQuerySpace("Voucher")
                        .setCacheable(true)
                        .getResultList());
    }

    private static List<String> texts(SessionFactoryScope in, String tenant) {
        return Shop.from(
                in,
                tenant,
                session -> session.createSelectionQuery("select text from Voucher", String.class)
                        .setCacheable(true)
                        .getResultList());
    }
}
