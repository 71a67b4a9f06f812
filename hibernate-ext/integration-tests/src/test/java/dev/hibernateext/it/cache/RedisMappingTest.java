/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a new version of an application is rolled out, nodes with two mappings share what they invalidate, and no entries. */
@HibernateExtTest(entities = RedisMappingTest.Flag.class)
class RedisMappingTest {

    private static EmbeddedRedis redis;

    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    RedisMappingTest(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
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
        scope.inTransaction(session -> session.persist(new Flag()));
    }

    private SessionFactoryScope node(String booleans) {
        var settings = new HashMap<String, Object>(Map.of("hibernate.cache.use_query_cache", "true"));
        settings.put("hibernate.type.preferred_boolean_jdbc_type", booleans);
        return redis.node(scope, prefix, settings);
    }

    /** The other mapping is that of another JDBC type. */
    @ParameterizedTest
    @ValueSource(strings = {"BOOLEAN", "SMALLINT"})
    void keepsEntriesFromOtherMappings(String booleans) {
        try (var one = node("BOOLEAN");
                var other = node(booleans)) {
            await().until(() -> statementsOf(one) == 0);
            hear(other);

            assertThat(statementsOf(other) == 0).isEqualTo(booleans.equals("BOOLEAN"));

            await().until(() -> statementsOf(other) == 0);
            assertThat(statementsOf(one) == 0).isEqualTo(booleans.equals("BOOLEAN"));
        }
    }

    @Test
    void tellsNodesOfWritesThroughOtherMappings() {
        try (var one = node("BOOLEAN");
                var other = node("SMALLINT")) {
            await().until(() -> statementsOf(one) == 0);

            other.inTransaction(session -> session.find(Flag.class, 1).raised = false);

            assertThat(one.fromTransaction(Flag::read)).isEqualTo(List.of(false, false));
        }
    }

    /** A node that has heard of nothing yet finds nothing. */
    private static void hear(SessionFactoryScope node) {
        assertThat(node.<Flag>fromTransaction(session -> session.find(Flag.class, 2)))
                .isNull();
    }

    private int statementsOf(SessionFactoryScope node) {
        statements.clear();
        node.fromTransaction(Flag::read);
        return statements.statements().size();
    }

    /** Values of many types, some of which Hibernate numbers. */
    @Entity(name = "Flag")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @CacheRegion(maxEntries = 10)
    static class Flag {

        @Id
        int id = 1;

        boolean raised = true;

        @Enumerated(EnumType.STRING)
        Colour colour = Colour.RED;

        Size size = new Size();

        @ElementCollection(fetch = FetchType.EAGER)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Colour> others = new HashSet<>(Set.of(Colour.BLUE));

        static List<Boolean> read(Session session) {
            var raised = session.createSelectionQuery("select raised from Flag", Boolean.class)
                    .setCacheable(true)
                    .getSingleResult();
            return List.of(raised, session.find(Flag.class, 1).raised);
        }
    }

    enum Colour {
        RED,
        BLUE
    }

    @Embeddable
    static class Size {

        int wide;
        int high;
    }
}
