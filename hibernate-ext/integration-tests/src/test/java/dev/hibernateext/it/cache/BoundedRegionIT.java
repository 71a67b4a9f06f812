/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.Shop.Details;
import dev.hibernateext.it.cache.Shop.Manual;
import dev.hibernateext.it.cache.Shop.Product;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.junit.jupiter.api.Test;

/** Regions serve what was read, hold no more than they may, and forget in time. */
@HibernateExtTest(
        entities = {Product.class, Details.class, Manual.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class BoundedRegionIT implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @Test
    void serveEntitiesCollectionsAndNaturalIdsInBothKindsOfSession(
            SessionFactoryScope scope, StatementRecorder statements) {
        scope.inTransaction(session -> {
            var product = new Product(1, "lamp");
            product.tags.add("new");
            product.details.labels.add("red");
            session.persist(product);
        });
        read(scope);
        statements.clear();

        read(scope);
        scope.inStatelessTransaction(
                session -> assertThat(session.get(Product.class, 1).name).isEqualTo("lamp"));

        statements.assertCount(0);
    }

    private static void read(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var product = session.find(Product.class, "code 1", KeyType.NATURAL);
            Hibernate.initialize(product.tags);
            Hibernate.initialize(product.details.labels);
            assertThat(product.tags).containsExactly("new");
        });
    }

    @Test
    void forgetWhatIsOlderThanItsTime(SessionFactoryScope scope, StatementRecorder statements) {
        scope.inTransaction(session -> session.persist(new Product(1, "lamp")));
        scope.inTransaction(session -> session.find(Product.class, 1));
        statements.clear();

        CLOCK.advance(Duration.ofMinutes(9));
        scope.inTransaction(session -> session.find(Product.class, 1));
        statements.assertCount(0);

        CLOCK.advance(Duration.ofMinutes(2));
        scope.inTransaction(session -> session.find(Product.class, 1));
        statements.assertCount(1);
        assertThat(Shop.statistics(scope, Shop.PRODUCT).expired()).isPositive();
    }

    @Test
    void holdNoMoreEntriesThanTheyMay(SessionFactoryScope scope) {
        scope.inTransaction(session ->
                IntStream.range(0, 500).forEach(id -> session.persist(new Product(id, "name " + id))));

        IntStream.range(0, 500).forEach(id -> scope.inTransaction(session -> session.find(Product.class, id)));

        var statistics = Shop.statistics(scope, Shop.PRODUCT);
        assertThat(statistics.entries()).isPositive().isLessThanOrEqualTo(20);
        assertThat(statistics.outgrown()).isGreaterThanOrEqualTo(480);
    }

    @Test
    void holdNoMoreBytesThanTheyMay(SessionFactoryScope scope) {
        var text = "a page ".repeat(30);
        scope.inTransaction(session ->
                IntStream.range(0, 500).forEach(id -> session.persist(new Manual(id, text + id))));

        IntStream.range(0, 500).forEach(id -> scope.inTransaction(session -> session.find(Manual.class, id)));

        var statistics = Shop.statistics(scope, Manual.class.getName());
        assertThat(statistics.entries()).isPositive().isLessThan(400);
    }
}
