/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.Shop.Details;
import dev.hibernateext.it.cache.Shop.Product;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.Map;
import java.util.Set;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;

/** Two session factories with one Redis. */
@HibernateExtTest(
        entities = {Shelf.class, Product.class, Details.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class RedisRegionIT {

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final SessionFactoryScope scope;
    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope one;
    private final SessionFactoryScope other;

    RedisRegionIT(SessionFactoryScope scope) {
        this.scope = scope;
        one = redis.node(scope, prefix, Map.of(CacheSettings.REDIS, client));
        other = redis.node(scope, prefix, Map.of(CacheSettings.REDIS, client));
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

    @Test
    void servesWhatAnotherNodeLoaded(StatementRecorder statements) {
        scope.inStatelessTransaction(session -> session.insert(new Shelf(1, "wood")));
        load(one);
        load(other);
        statements.clear();

        assertThat(load(other)).isEqualTo("wood");

        statements.assertCount(0);
        assertThat(Shop.statistics(other, Shelf.class.getName()).hits()).isPositive();
    }

    private static String load(SessionFactoryScope node) {
        return node.fromTransaction(session -> session.find(Shelf.class, 1).name);
    }

    @Test
    void servesCollectionsAndNaturalIds(StatementRecorder statements) {
        one.inTransaction(session -> {
            var product = new Product(1, "lamp");
            product.tags = Set.of("light", "new");
            product.details.labels = Set.of("A+");
            session.persist(product);
        });
        readProduct(other);
        readProduct(other);
        statements.clear();

        assertThat(readProduct(one)).isEqualTo("lamp 2 1");

        statements.assertCount(0);
    }

    private static String readProduct(SessionFactoryScope node) {
        return node.fromTransaction(session -> {
            var product = session.find(Product.class, "code 1", KeyType.NATURAL);
            return "%s %d %d".formatted(product.name, product.tags.size(), product.details.labels.size());
        });
    }

    @ParameterizedTest
    @EnumSource
    void followsWhatAnotherNodeCommits(Change change) {
        scope.inStatelessTransaction(session -> session.insert(new Shelf(1, "old")));
        load(one);
        load(other);
        assertThat(load(one)).isEqualTo("old");

        change.run(other, () -> assertThat(load(one)).isEqualTo("old"));

        assertThat(load(one)).isEqualTo("new");
        assertThat(load(other)).isEqualTo("new");
        assertThat(load(one)).isEqualTo("new");
    }

    /** A way to make the name new, with something to do before the commit. */
    enum Change {
        ENTITY,
        HQL,
        NATIVE,
        STATELESS;

        private static final String UPDATE = "update Shelf set name = 'new'";

        void run(SessionFactoryScope node, Runnable beforeCommit) {
            if (this == STATELESS) {
                node.inStatelessTransaction(session -> {
                    session.createMutationQuery(UPDATE).executeUpdate();
                    beforeCommit.run();
                });
            } else {
                node.inTransaction(session -> {
                    change(session);
                    session.flush();
                    beforeCommit.run();
                });
            }
        }

        private void change(Session session) {
            if (this == ENTITY) {
                session.find(Shelf.class, 1).name = "new";
            } else if (this == HQL) {
                session.createMutationQuery(UPDATE).executeUpdate();
            } else {
                session.createNativeMutationQuery(UPDATE).executeUpdate();
            }
        }
    }

    @Test
    void isBounded() {
        for (var id = 0; id < 30; id++) {
            var product = new Product(id, "lamp");
            one.inTransaction(session -> session.persist(product));
        }

        var region = Shop.statistics(one, Shop.PRODUCT);
        assertThat(region.entries()).isEqualTo(20);
        assertThat(region.outgrown()).isEqualTo(10);
    }

    @Test
    void forgetsWhatIsOlderThanItsTime(StatementRecorder statements) {
        var ttl = Map.<String, Object>of(
                CacheSettings.REDIS, client, CacheSettings.REGION + Shelf.class.getName() + ".ttl", "300");
        try (var hasty = redis.node(scope, EmbeddedRedis.newPrefix(), ttl)) {
            hasty.inTransaction(session -> session.persist(new Shelf(1, "wood")));
            load(hasty);
            await().until(() -> {
                statements.clear();
                load(hasty);
                return !statements.statements().isEmpty();
            });

            assertThat(Shop.statistics(hasty, Shelf.class.getName()).expired()).isPositive();
        }
    }

    @Test
    void areApartByPrefix() {
        one.inTransaction(session -> session.persist(new Shelf(1, "wood")));
        try (var stranger = redis.node(scope, EmbeddedRedis.newPrefix(), Map.of(CacheSettings.REDIS, client))) {
            assertThat(CacheEviction.of(one.factory()).contains(Shelf.class, 1, null))
                    .isTrue();
            assertThat(CacheEviction.of(stranger.factory()).contains(Shelf.class, 1, null))
                    .isFalse();
        }
    }
}
