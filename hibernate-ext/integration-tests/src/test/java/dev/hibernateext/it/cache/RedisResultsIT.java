/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.Shop.Details;
import dev.hibernateext.it.cache.Shop.Product;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;

/** Results of queries of two session factories with one Redis. */
@HibernateExtTest(
        entities = {Shelf.class, Product.class, Details.class, RedisResultsIT.Crate.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class RedisResultsIT {

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final String prefix = EmbeddedRedis.newPrefix();
    private final SessionFactoryScope one;
    private final SessionFactoryScope other;

    RedisResultsIT(SessionFactoryScope scope) {
        one = redis.node(scope, prefix, settings());
        other = redis.node(scope, prefix, settings());
    }

    private static Map<String, Object> settings() {
        return Map.of(
                CacheSettings.REDIS,
                client,
                "hibernate.cache.use_query_cache",
                "true",
                CacheSettings.QUERY_REGION + "few.max_entries",
                "5");
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
    void areServedToAnotherNode(StatementRecorder statements) {
        one.inTransaction(session -> session.persist(new Shelf(1, "wood")));
        settle(Shelves::names, "wood");
        statements.clear();

        assertThat(other.fromTransaction(Shelves::names)).containsExactly("wood");
        assertThat(one.fromTransaction(Shelves::names)).containsExactly("wood");

        statements.assertCount(0);
        assertThat(Shop.statistics(other, "default-query-results-region").hits())
                .isPositive();
    }

    /** Until both nodes have heard of the last change, and one has put what it read. */
    private void settle(Function<Session, List<?>> query, Object... expected) {
        for (var node : List.of(one, other, one, other, one)) {
            assertThat(node.fromTransaction(query)).isEqualTo(List.of(expected));
        }
    }

    @Test
    void areServedAsEntities(StatementRecorder statements) {
        one.inTransaction(session -> session.persist(new Crate(1, State.FULL)));
        settle(Shelves::crateStates, State.FULL);
        statements.clear();

        assertThat(other.fromTransaction(Shelves::crateStates)).isEqualTo(List.of(State.FULL));

        statements.assertCount(0);
    }

    @Test
    void areServedOfNativeQueries(StatementRecorder statements) {
        one.inTransaction(session -> session.persist(new Crate(1, State.FULL)));
        settle(Shelves::nativeCrates, State.FULL);
        settle(Shelves::nativeIds, 1);
        statements.clear();

        assertThat(other.fromTransaction(Shelves::nativeCrates)).isEqualTo(List.of(State.FULL));
        assertThat(other.fromTransaction(Shelves::nativeIds)).isEqualTo(List.of(1));

        statements.assertCount(0);
    }

    @Test
    void areApartByParametersAndPages() {
        one.inTransaction(session -> {
            session.persist(new Crate(1, State.FULL));
            session.persist(new Crate(2, State.EMPTY));
        });
        for (var turn = 0; turn < 3; turn++) {
            for (var node : List.of(one, other)) {
                node.inTransaction(session -> {
                    assertThat(Shelves.ids(session, State.FULL, 0)).containsExactly(1);
                    assertThat(Shelves.ids(session, State.EMPTY, 0)).containsExactly(2);
                    assertThat(Shelves.ids(session, State.FULL, 1)).isEmpty();
                });
            }
        }
        assertThat(Shop.statistics(other, "few").entries()).isEqualTo(3);
        assertThat(Shop.statistics(other, "few").hits()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void endWithWhatAnotherNodeCommits(Way way) {
        one.inTransaction(session -> {
            session.persist(new Shelf(1, "old"));
            session.persist(new Shelf(2, "other"));
        });
        settle(Shelves::names, "old", "other");

        way.run(other, () -> assertThat(one.fromTransaction(Shelves::names)).containsExactly("old", "other"));

        settle(Shelves::names, (Object[]) way.names());
    }

    @ParameterizedTest
    @EnumSource
    void areThoseOfBeforeAfterARollback(Way way) {
        one.inTransaction(session -> {
            session.persist(new Shelf(1, "old"));
            session.persist(new Shelf(2, "other"));
        });
        settle(Shelves::names, "old", "other");

        way.rollBack(other, session -> assertThat(Shelves.names(session)).containsExactly(way.names()));

        settle(Shelves::names, "old", "other");
    }

    @Test
    void endWithACollection() {
        var product = new Product(1, "lamp");
        product.tags = Set.of("light");
        one.inTransaction(session -> session.persist(product));
        settle(Shelves::tags, "light");

        other.inTransaction(session -> session.find(Product.class, 1).tags.add("new"));

        settle(Shelves::tags, "light", "new");
    }

    @Test
    void areNotPutByWhoBeganBeforeAWrite() {
        one.inTransaction(session -> session.persist(new Shelf(1, "old")));
        settle(Shelves::names, "old");
        try (var late = other.openSession()) {
            late.beginTransaction();
            one.inTransaction(session -> session.find(Shelf.class, 1).name = "new");

            assertThat(Shelves.few(late)).containsExactly("new");

            assertThat(Shop.statistics(other, "few").refused()).isPositive();
            assertThat(Shop.statistics(other, "few").puts()).isZero();
            late.getTransaction().rollback();
        }
    }

    @Test
    void areBounded() {
        one.inTransaction(session -> session.persist(new Crate(1, State.FULL)));
        for (var id = 0; id < 12; id++) {
            var page = id;
            one.inTransaction(session -> Shelves.ids(session, State.FULL, page));
        }

        assertThat(Shop.statistics(one, "few").entries()).isEqualTo(5);
        assertThat(Shop.statistics(one, "few").outgrown()).isEqualTo(7);
    }

    @Test
    void endWhereAnotherNodeEvictsThem(StatementRecorder statements) {
        one.inTransaction(session -> session.persist(new Shelf(1, "wood")));
        settle(Shelves::names, "wood");

        other.factory().unwrap(SessionFactoryImplementor.class).getCache().evictQueryRegions();
        statements.clear();

        assertThat(one.fromTransaction(Shelves::names)).containsExactly("wood");
        statements.assertCount(1);
    }

    /** Queries that are cached. */
    static final class Shelves {

        private Shelves() {}

        static List<String> names(SharedSessionContract session) {
            return session.createSelectionQuery("select name from Shelf order by id", String.class)
                    .setCacheable(true)
                    .getResultList();
        }

        static List<String> few(SharedSessionContract session) {
            return session.createSelectionQuery("select name from Shelf order by id", String.class)
                    .setCacheable(true)
                    .setCacheRegion("few")
                    .getResultList();
        }

        static List<State> crateStates(SharedSessionContract session) {
            return session
                    .createSelectionQuery("from Crate order by id", Crate.class)
                    .setCacheable(true)
                    .getResultList()
                    .stream()
                    .map(crate -> crate.state)
                    .toList();
        }

        static List<State> nativeCrates(SharedSessionContract session) {
            return session
                    .createNativeQuery("select * from Crate", Crate.class)
                    .addSynchronizedEntityClass(Crate.class)
                    .setCacheable(true)
                    .getResultList()
                    .stream()
                    .map(crate -> crate.state)
                    .toList();
        }

        static List<Integer> nativeIds(SharedSessionContract session) {
            return session.createNativeQuery("select id from Crate", Integer.class)
                    .addSynchronizedEntityClass(Crate.class)
                    .setCacheable(true)
                    .getResultList();
        }

        static List<Integer> ids(SharedSessionContract session, State state, int first) {
            return session.createSelectionQuery("select id from Crate where state = :state order by id", Integer.class)
                    .setParameter("state", state)
                    .setFirstResult(first)
                    .setMaxResults(300)
                    .setCacheable(true)
                    .setCacheRegion("few")
                    .getResultList();
        }

        static List<String> tags(SharedSessionContract session) {
            return session.createSelectionQuery("select t from Product p join p.tags t order by t", String.class)
                    .setCacheable(true)
                    .getResultList();
        }
    }

    /** A way to make the name of the first row new. */
    enum Way {
        ENTITY,
        STATELESS,
        UPSERT,
        HQL,
        STATELESS_HQL,
        CRITERIA,
        NATIVE,
        STATELESS_NATIVE,
        INSERT,
        DELETE;

        String[] names() {
            return switch (this) {
                case INSERT -> new String[] {"old", "other", "new"};
                case DELETE -> new String[] {"other"};
                default -> new String[] {"new", "other"};
            };
        }

        private boolean isStateless() {
            return this == STATELESS || this == UPSERT || name().startsWith("STATELESS");
        }

        void run(SessionFactoryScope node, Runnable beforeCommit) {
            if (isStateless()) {
                node.inStatelessTransaction(session -> {
                    write(session);
                    beforeCommit.run();
                });
            } else {
                node.inTransaction(session -> {
                    write(session);
                    session.flush();
                    beforeCommit.run();
                });
            }
        }

        void rollBack(SessionFactoryScope node, Consumer<SharedSessionContract> before) {
            try (var session = isStateless() ? node.factory().openStatelessSession() : node.openSession()) {
                var transaction = session.beginTransaction();
                write(session);
                before.accept(session);
                transaction.rollback();
            }
        }

        private void write(SharedSessionContract session) {
            switch (this) {
                case ENTITY -> ((Session) session).find(Shelf.class, 1).name = "new";
                case STATELESS -> ((StatelessSession) session).update(new Shelf(1, "new"));
                case UPSERT -> ((StatelessSession) session).upsert(new Shelf(1, "new"));
                case INSERT -> ((Session) session).persist(new Shelf(3, "new"));
                case DELETE -> ((Session) session).remove(((Session) session).find(Shelf.class, 1));
                case CRITERIA -> update(session);
                case NATIVE, STATELESS_NATIVE ->
                    session.createNativeMutationQuery("update Shelf set name = 'new' where id = 1")
                            .executeUpdate();
                default ->
                    session.createMutationQuery("update Shelf set name = 'new' where id = 1")
                            .executeUpdate();
            }
        }

        private static void update(SharedSessionContract session) {
            var builder = session.getCriteriaBuilder();
            var update = builder.createCriteriaUpdate(Shelf.class);
            var shelf = update.from(Shelf.class);
            update.set("name", "new").where(builder.equal(shelf.get("id"), 1));
            session.createMutationQuery(update).executeUpdate();
        }
    }

    /** A constant of it has another hash code in each process. */
    enum State {
        EMPTY,
        FULL
    }

    /** Not cached by itself. */
    @Entity(name = "Crate")
    static class Crate {

        @Id
        int id;

        State state = State.EMPTY;

        Crate() {}

        Crate(int id, State state) {
            this.id = id;
            this.state = state;
        }
    }
}
