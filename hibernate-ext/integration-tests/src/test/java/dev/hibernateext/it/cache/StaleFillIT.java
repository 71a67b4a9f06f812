/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.Connection;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A transaction that read before a bulk statement or an eviction, and loads after it, does not put the old row back. The
 * interleavings are forced: all of it happens on one thread.
 */
@HibernateExtTest(
        entities = Shelf.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class StaleFillIT {

    private final SessionFactoryScope scope;

    StaleFillIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void write() {
        scope.inTransaction(session -> session.persist(new Shelf(1, "old")));
        scope.factory().getCache().evictAllRegions();
    }

    @ParameterizedTest
    @EnumSource
    void isNotPutByAReaderWithAnEarlierSnapshot(Write write) {
        assertThat(nameAfterReaderWithAnEarlierSnapshot(scope, write)).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource
    void isPutWithTheRegionsOfHibernate(Write write) {
        try (var stock = stock()) {
            assertThat(nameAfterReaderWithAnEarlierSnapshot(stock, write)).isEqualTo("old");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotKeptFromAReaderBeforeTheCommit(Write write) {
        assertThat(nameAfterReaderBeforeTheCommit(scope, write)).isEqualTo("new");
    }

    /** Hibernate cleans up for a stateless session before the statement, and not after the commit. */
    @ParameterizedTest
    @EnumSource(names = {"STATELESS_HQL", "STATELESS_NATIVE"})
    void isKeptFromAReaderBeforeTheCommitWithTheRegionsOfHibernate(Write write) {
        try (var stock = stock()) {
            assertThat(nameAfterReaderBeforeTheCommit(stock, write)).isEqualTo("old");
        }
    }

    @Test
    void isNotPutAfterAnEviction() {
        var before = refused();
        try (var reader = scope.openSession()) {
            reader.beginTransaction();
            CacheEviction.of(scope.factory()).evict(Shelf.class, 1);

            reader.find(Shelf.class, 1);
            reader.getTransaction().commit();
        }

        assertThat(CacheEviction.of(scope.factory()).contains(Shelf.class, 1, null))
                .isFalse();
        assertThat(refused()).isEqualTo(before + 1);
    }

    private long refused() {
        return Shop.statistics(scope, Shelf.class.getName()).refused();
    }

    @Test
    void isPutByWhoeverComesLater() {
        CacheEviction.of(scope.factory()).evict(Shelf.class, 1);

        scope.inTransaction(session -> session.find(Shelf.class, 1));

        assertThat(CacheEviction.of(scope.factory()).contains(Shelf.class, 1, null))
                .isTrue();
    }

    private SessionFactoryScope stock() {
        return StockCache.open(scope);
    }

    private static String nameAfterReaderWithAnEarlierSnapshot(SessionFactoryScope in, Write write) {
        try (var reader = in.openSession()) {
            reader.doWork(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
            reader.beginTransaction();
            takeSnapshot(reader);
            write.run(in, () -> {});

            reader.find(Shelf.class, 1);
            reader.getTransaction().commit();
        }
        return in.fromTransaction(session -> session.find(Shelf.class, 1).name);
    }

    private static void takeSnapshot(Session reader) {
        reader.createSelectionQuery("select count(*) from Shelf", Long.class).getSingleResult();
    }

    private static String nameAfterReaderBeforeTheCommit(SessionFactoryScope in, Write write) {
        write.run(in, () -> in.inTransaction(session -> session.find(Shelf.class, 1)));
        return in.fromTransaction(session -> session.find(Shelf.class, 1).name);
    }

    /** A bulk statement that makes the name new, with something to do between it and the commit. */
    enum Write {
        HQL,
        NATIVE,
        STATELESS_HQL,
        STATELESS_NATIVE;

        void run(SessionFactoryScope in, Runnable beforeCommit) {
            if (!name().startsWith("STATELESS")) {
                in.inTransaction(session -> update(session, beforeCommit));
            } else {
                in.inStatelessTransaction(session -> update(session, beforeCommit));
            }
        }

        private void update(SharedSessionContract session, Runnable beforeCommit) {
            (name().endsWith("HQL")
                            ? session.createMutationQuery("update Shelf set name = 'new'")
                            : session.createNativeMutationQuery("update Shelf set name = 'new'"))
                    .executeUpdate();
            beforeCommit.run();
        }
    }
}
