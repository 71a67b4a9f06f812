/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** References of enhanced classes and the second-level cache, which must not hold a deleted row. */
@HibernateExtTest(entities = Draft.class)
class EnhancedCacheTest {

    /** With a schema of its own, for two factories of one entity would share the cache that the first one closes. */
    private static final Map<String, Object> CACHING = Map.of(
            "hibernate.hbm2ddl.auto", "create-drop",
            "hibernate.cache.region.factory_class", "jcache",
            "hibernate.javax.cache.provider", "org.ehcache.jsr107.EhcacheCachingProvider",
            "hibernate.javax.cache.missing_cache_strategy", "create");

    private EnhancedFactory enhanced;
    private Class<? extends Linked> cards;

    @BeforeEach
    void link(SessionFactoryScope scope) {
        enhanced = EnhancedFactory.of(scope, CACHING, IndexCard.class);
        cards = enhanced.type(IndexCard.class, Linked.class);
        enhanced.as("ada", session -> {
            var first = EnhancedFactory.create(cards, 1);
            var second = EnhancedFactory.create(cards, 2);
            first.link(second);
            session.persist(second);
            session.persist(first);
        });
        factory().getCache().evictAllRegions();
    }

    @AfterEach
    void close() {
        enhanced.close();
    }

    @Test
    void keepsALiveRow(StatementRecorder statements) {
        assertThat(readNext()).isEqualTo("card 2");
        assertThat(factory().getCache().containsEntity(cards, 2)).isTrue();
        statements.clear();

        assertThat(readNext()).isEqualTo("card 2");
        statements.assertCount(0);
    }

    @Test
    void doesNotKeepADeletedRow() {
        enhanced.as("bob", session -> session.remove(session.find(cards, 2)));

        assertThat(readNext()).isEqualTo("card 2");

        assertThat(factory().getCache().containsEntity(cards, 2)).isFalse();
        factory().inTransaction(session -> assertThat(session.find(cards, 2)).isNull());
    }

    private String readNext() {
        return factory()
                .fromTransaction(session -> session.find(cards, 1).next().name());
    }

    private SessionFactory factory() {
        return enhanced.factory();
    }
}
