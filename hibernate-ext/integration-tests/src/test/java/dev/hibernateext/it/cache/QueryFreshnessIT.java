/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.sql.Connection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.Test;

/** Cached results of queries, each where those of Hibernate are wrong or gone, which is shown too. */
@HibernateExtTest(
        entities = Shelf.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class QueryFreshnessIT {

    private final SessionFactoryScope scope;

    QueryFreshnessIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void areUsedAgainAfterARollback(StatementRecorder statements) {
        rollBack(scope);
        names(scope);
        statements.clear();

        assertThat(names(scope)).isEmpty();

        statements.assertCount(0);
    }

    private static void rollBack(SessionFactoryScope in) {
        try (var session = in.openSession()) {
            session.beginTransaction();
            session.persist(new Shelf(1, "a"));
            session.flush();
            session.getTransaction().rollback();
        }
    }

    @Test
    void stayWithinTheSnapshotOfTheirTransaction() {
        assertThat(namesBesideAnEarlierSnapshot(scope)).containsExactly("before");
    }

    @Test
    void leaveTheSnapshotOfTheirTransactionInHibernate() {
        try (var stock = stock()) {
            assertThat(namesBesideAnEarlierSnapshot(stock)).containsExactly("after");
        }
    }

    private static List<String> namesBesideAnEarlierSnapshot(SessionFactoryScope in) {
        in.inTransaction(session -> session.persist(new Shelf(1, "before")));
        try (var reader = in.openSession()) {
            reader.doWork(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
            reader.beginTransaction();
            assertThat(names(reader)).containsExactly("before");
            in.inTransaction(session -> session.find(Shelf.class, 1).name = "after");
            assertThat(names(in)).containsExactly("after");
            var names = names(reader);
            reader.getTransaction().commit();
            return names;
        }
    }

    @Test
    void haveNothingOfWhatWasRolledBack() {
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.persist(new Shelf(1, "a"));
            assertThat(names(session)).containsExactly("a");
            session.getTransaction().rollback();
        }

        assertThat(names(scope)).isEmpty();
    }

    @Test
    void followEveryWay(StatementRecorder statements) {
        for (var way : Way.values()) {
            scope.inTransaction(
                    session -> session.createMutationQuery("delete Shelf").executeUpdate());
            scope.inTransaction(session -> session.persist(new Shelf(1, "before")));
            names(scope);
            statements.clear();
            assertThat(names(scope)).as("%s", way).containsExactly("before");
            statements.assertCount(0);

            way.write(scope);

            assertThat(names(scope)).as("%s", way).isEqualTo(way.namesAfter());
        }
    }

    private SessionFactoryScope stock() {
        return StockCache.open(scope);
    }

    static List<String> names(SessionFactoryScope in) {
        return in.fromTransaction(QueryFreshnessIT::names);
    }

    static List<String> names(Session session) {
        return session.createSelectionQuery("select name from Shelf order by id", String.class)
                .setCacheable(true)
                .getResultList();
    }

    /** How a row is changed or removed. */
    enum Way {
        UPDATE,
        HQL,
        NATIVE,
        REMOVE,
        STATELESS_UPDATE,
        STATELESS_UPSERT,
        STATELESS_HQL,
        STATELESS_NATIVE,
        STATELESS_DELETE;

        List<String> namesAfter() {
            return this == REMOVE || this == STATELESS_DELETE ? List.of() : List.of("after");
        }

        void write(SessionFactoryScope in) {
            if (name().startsWith("STATELESS")) {
                in.inStatelessTransaction(session -> {
                    switch (this) {
                        case STATELESS_UPDATE -> session.update(new Shelf(1, "after"));
                        case STATELESS_UPSERT -> session.upsert(new Shelf(1, "after"));
                        case STATELESS_DELETE -> session.delete(new Shelf(1, "before"));
                        default -> update(session);
                    }
                });
            } else {
                in.inTransaction(session -> {
                    switch (this) {
                        case UPDATE -> session.find(Shelf.class, 1).name = "after";
                        case REMOVE -> session.remove(session.find(Shelf.class, 1));
                        default -> update(session);
                    }
                });
            }
        }

        private void update(SharedSessionContract session) {
            (name().endsWith("NATIVE")
                            ? session.createNativeMutationQuery("update Shelf set name = 'after'")
                            : session.createMutationQuery("update Shelf set name = 'after'"))
                    .executeUpdate();
        }
    }
}
