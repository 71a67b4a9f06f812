/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cached results of a tenant while another one writes the same tables. */
@HibernateExtTest(
        entities = {Voucher.class, Shelf.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class TenantResultsIT {

    private static final int WRITES = 1_000;

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    TenantResultsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        fill(scope);
        Shop.in(scope, "blue", session -> session.persist(new Shelf(1, "old")));
    }

    /** With a voucher of each of the tenants red and blue. */
    static void fill(SessionFactoryScope in) {
        Shop.in(in, "red", session -> session.persist(new Voucher(1, "red")));
        Shop.in(in, "blue", session -> session.persist(new Voucher(2, "blue")));
    }

    @Test
    void areAllHitsWhileAnotherTenantWrites() {
        assertThat(hitsWhileAnotherTenantWrites(scope, WRITES)).isEqualTo(WRITES);
    }

    static long hitsWhileAnotherTenantWrites(SessionFactoryScope in, int writes) {
        var statistics = in.factory().getStatistics();
        statistics.setStatisticsEnabled(true);
        texts(in, "red");
        statistics.clear();
        for (var write = 0; write < writes; write++) {
            var text = "blue " + write;
            Shop.in(in, "blue", session -> session.find(Voucher.class, 2).text = text);
            assertThat(texts(in, "red")).containsExactly("red");
        }
        assertThat(texts(in, "blue")).containsExactly("blue " + (writes - 1));
        return statistics.getQueryCacheHitCount();
    }

    @ParameterizedTest
    @EnumSource
    void endWithEachWriteThatMayReachThem(Way way) {
        assertThat(texts(scope, "red")).containsExactly("red");

        way.write(scope);

        assertThat(texts(scope, "red")).containsExactly("new");
        assertThat(texts(scope, "blue")).containsExactly(way.reachesBlue() ? "new" : "blue");
    }

    @Test
    void endWithAWriteOfATenantWhereTheyAreOfNativeQueries() {
        assertThat(allTexts("red")).containsExactly("red", "blue");

        Shop.in(scope, "blue", session -> session.find(Voucher.class, 2).text = "new");

        assertThat(allTexts("red")).containsExactly("red", "new");
    }

    @Test
    void endWithAWriteOfAnotherTenantWhereTablesAreShared() {
        assertThat(names("red")).containsExactly("old");

        Shop.in(
                scope,
                "blue",
                session -> session.createMutationQuery("update Shelf set name = 'new'")
                        .executeUpdate());

        assertThat(names("red")).containsExactly("new");
    }

    @Test
    void areHitsWhileAnotherTenantHasATransactionOpen() {
        texts(scope, "red");
        try (var writer =
                scope.factory().withOptions().tenantIdentifier((Object) "blue").openSession()) {
            writer.beginTransaction();
            writer.find(Voucher.class, 2).text = "new";
            writer.flush();
            statements.clear();

            assertThat(texts(scope, "red")).containsExactly("red");

            statements.assertCount(0);
            writer.getTransaction().rollback();
        }
    }

    private List<String> allTexts(String tenant) {
        return Shop.from(
                scope,
                tenant,
                session -> session.createNativeQuery("select text from Voucher order by id", String.class)
                        .addSynchronizedQuerySpace("Voucher")
                        .setCacheable(true)
                        .getResultList());
    }

    private List<String> names(String tenant) {
        return Shop.from(
                scope,
                tenant,
                session -> session.createSelectionQuery("select name from Shelf", String.class)
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

    /** How rows of the first tenant are changed. */
    enum Way {
        ENTITY,
        HQL,
        STATELESS,
        NATIVE_OF_ANOTHER,
        DECLARED_NATIVE_OF_ANOTHER,
        STATELESS_NATIVE_OF_ANOTHER,
        ENTITY_OF_ALL;

        boolean reachesBlue() {
            return name().contains("NATIVE");
        }

        void write(SessionFactoryScope in) {
            switch (this) {
                case ENTITY -> Shop.in(in, "red", session -> session.find(Voucher.class, 1).text = "new");
                case HQL ->
                    Shop.in(
                            in,
                            "red",
                            session -> session.createMutationQuery("update Voucher set text = 'new'")
                                    .executeUpdate());
                case NATIVE_OF_ANOTHER -> Shop.in(in, "blue", Way::update);
                case DECLARED_NATIVE_OF_ANOTHER ->
                    Shop.in(
                            in,
                            "blue",
                            session -> session.createNativeQuery("update Voucher set text = 'new'", Object.class)
                                    .addSynchronizedEntityClass(Voucher.class)
                                    .executeUpdate());
                case ENTITY_OF_ALL -> writeForAll(in);
                default -> writeStateless(in);
            }
        }

        private void writeStateless(SessionFactoryScope in) {
            var tenant = this == STATELESS ? "red" : "blue";
            try (var session = in.factory()
                    .withStatelessOptions()
                    .tenantIdentifier((Object) tenant)
                    .openStatelessSession()) {
                var transaction = session.beginTransaction();
                if (this == STATELESS) {
                    var voucher = session.get(Voucher.class, 1);
                    voucher.text = "new";
                    session.update(voucher);
                } else {
                    update(session);
                }
                transaction.commit();
            }
        }

        private static void writeForAll(SessionFactoryScope in) {
            try (var session = AllTenants.of(in.factory()).open("blue")) {
                var transaction = session.beginTransaction();
                session.find(Voucher.class, 1).text = "new";
                transaction.commit();
            }
        }

        private static void update(SharedSessionContract session) {
            session.createNativeQuery("update Voucher set text = 'new'", Object.class)
                    .executeUpdate();
        }
    }
}
