/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.AlsoWrites;
import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.query.AdaptiveTtl;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.EndLevel;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class CacheTest {

    @BeforeEach
    void fill(SessionFactory sessions) {
        sessions.inTransaction(session -> session.persist(new Product()));
        sessions.inTransaction(session -> session.find(Product.class, 0));
        sessions.inTransaction(session -> session.find(Product.class, 0));
    }

    @Test
    void evictsOneEntity(SessionFactory sessions) {
        assertThat(CacheEviction.of(sessions).contains(Product.class, 0, null)).isTrue();

        CacheEviction.of(sessions).evict(Product.class, 0);

        assertThat(sessions.getCache().contains(Product.class, 0)).isFalse();
    }

    @Test
    void asksOnceForResults(SessionFactory sessions, StatementRecorder statements) {
        sessions.inTransaction(CacheTest::names);
        statements.clear();

        assertThat(sessions.fromTransaction(CacheTest::names)).containsExactly("");

        statements.assertCount(0);
    }

    @Test
    void asksAgainWhenATriggerMayHaveChangedThem(SessionFactory sessions, StatementRecorder statements) {
        sessions.inTransaction(session -> session.persist(new OrderLine()));
        sessions.inTransaction(CacheTest::names);
        sessions.inTransaction(session -> session.find(OrderLine.class, 0).note = "urgent");
        statements.clear();
        sessions.inTransaction(CacheTest::names);
        statements.assertCount(0);

        sessions.inTransaction(session -> session.find(OrderLine.class, 0).quantity = 2);

        statements.clear();
        sessions.inTransaction(CacheTest::names);
        statements.assertCount(1);
    }

    private static List<String> names(Session session) {
        var names = session.createSelectionQuery("select name from Product", String.class)
                .setCacheable(true)
                .getResultList();
        return names;
    }

    @Test
    void keepsResultsUntilTheyAreInvalidated(SessionFactory sessions, StatementRecorder statements) {
        sessions.inTransaction(CacheTest::offers);
        statements.clear();
        sessions.inTransaction(CacheTest::offers);
        statements.assertCount(0);

        invalidate(sessions);

        sessions.inTransaction(CacheTest::offers);
        statements.assertCount(1);
    }

    private static List<Product> offers(Session session) {
        var offers = CachedQuery.of(session.createSelectionQuery("from Product where name like :name", Product.class)
                        .setParameter("name", "lamp%"))
                .ttl(Duration.ofMinutes(5))
                .key("offers:lamps")
                .tags("catalogue")
                .getResultList();
        return offers;
    }

    @Test
    void letsTimesFollowChanges(SessionFactory sessions) {
        var names = sessions.fromTransaction(CacheTest::namesForMinutes);
        assertThat(names).containsExactly("");
        assertThat(CachedResults.of(sessions)
                        .explain(AdaptiveTtl.between(Duration.ofMinutes(1), Duration.ofMinutes(30)), Product.class)
                        .ttl())
                .isEqualTo(Duration.ofMinutes(30));
    }

    private static List<String> namesForMinutes(Session session) {
        var minutes = AdaptiveTtl.between(Duration.ofMinutes(1), Duration.ofMinutes(30));
        var names = CachedQuery.of(session.createSelectionQuery("select name from Product", String.class))
                .ttl(minutes)
                .getResultList();
        return names;
    }

    private static void invalidate(SessionFactory sessions) {
        var results = CachedResults.of(sessions);
        results.invalidateKey("offers:lamps");
        results.invalidateKeys("offers:*");
        results.invalidateTag("catalogue");
        results.invalidateEntity(Product.class);
        results.ofTenant(new TenantKey("acme")).invalidateAll();
    }

    @Test
    void tellsHowCachedQueriesDo(SessionFactory sessions) {
        sessions.inTransaction(CacheTest::offers);
        sessions.inTransaction(CacheTest::offers);
        CachedResults.of(sessions).invalidateKey("offers:lamps");
        sessions.inTransaction(CacheTest::offers);
        var results = CachedResults.of(sessions).statistics();
        assertThat(results.hitRate()).isPositive();
        assertThat(results.ended(EndCause.KEY)).isPositive();
    }

    @Test
    void tellsWhatWasKnownOfWrites(SessionFactory sessions) {
        sessions.inTransaction(CacheTest::offers);
        sessions.inTransaction(session ->
                session.createMutationQuery("update Product set name = 'lamp'").executeUpdate());
        sessions.inTransaction(CacheTest::offers);
        var ended = CachedResults.of(sessions).statistics();
        assertThat(ended.endedByWrites(EndLevel.COLUMN)).isPositive();
    }

    @Test
    void tellsHowItDoes(SessionFactory sessions) {
        var product = CacheRegions.of(sessions).orElseThrow().statistics().stream()
                .filter(region -> region.region().equals(Product.class.getName()))
                .findFirst()
                .orElseThrow();
        assertThat(product.hitRate()).isPositive();
        assertThat(product.outgrown()).as("made room for others").isZero();
    }

    @Entity(name = "OrderLine")
    @DynamicUpdate
    @AlsoWrites(entities = Product.class, attributes = "quantity")
    static class OrderLine {
        @Id
        int id;

        int quantity;
        String note = "";
    }

    @Entity(name = "Product")
    @Cacheable
    @CacheRegion(ttl = "PT10M", maxEntries = 50_000)
    static class Product {
        @Id
        int id;

        String name = "";

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        @CacheRegion(maxEntries = 10_000)
        Set<String> tags = new HashSet<>();
    }
}
