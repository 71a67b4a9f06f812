/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheEviction;
import dev.hibernateext.it.cache.Depot.Box;
import dev.hibernateext.it.cache.Depot.Guard;
import dev.hibernateext.it.cache.Depot.Hall;
import dev.hibernateext.it.cache.Depot.Lamp;
import dev.hibernateext.it.cache.Depot.Rack;
import dev.hibernateext.it.cache.Depot.Sign;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database deletes and clears behind a delete is not found in the cache any more. */
@HibernateExtTest(
        entities = {Hall.class, Rack.class, Box.class, Guard.class, Lamp.class, Sign.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class RelationsIT {

    private static final List<String> READ = List.of(
            "select r.id from Rack r order by r.id",
            "select b.id from Box b order by b.id",
            "select m from Rack r join r.marks m",
            "select g.hall.id from Guard g");

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    RelationsIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        scope.inTransaction(session -> {
            var hall = new Hall(1);
            var rack = new Rack(hall);
            List.of(hall, rack, new Box(rack), new Guard(hall), new Lamp(1)).forEach(session::persist);
        });
        read(scope);
    }

    @ParameterizedTest
    @EnumSource
    void endTheResultsOfWhatGoesAlongAndNoOthers(Way way) {
        way.delete(scope);

        assertThat(READ).allSatisfy(query -> assertThat(answer(scope, query)).isEqualTo(fresh(query)));
        assertThat(answer(scope, READ.get(1))).isEmpty();
        statements.clear();
        assertThat(answer(scope, "select name from Lamp")).isEqualTo(List.of("old"));
        assertThat(isCached(Lamp.class)).isTrue();
        statements.assertCount(0);
    }

    @ParameterizedTest
    @EnumSource
    void evictWhatGoesAlong(Way way) {
        assertThat(isCached(Box.class)).isTrue();
        way.delete(scope);

        scope.inTransaction(session -> {
            assertThat(session.find(Rack.class, 1)).isNull();
            assertThat(session.find(Box.class, 1)).isNull();
            assertThat(session.find(Guard.class, 1).hall).isNull();
        });
    }

    /** Also a session that has not committed, which is shown to nobody else. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areSeenByTheSessionThatDeletes(boolean isHql) {
        scope.inTransaction(session -> {
            if (isHql) {
                session.createMutationQuery("delete from Hall").executeUpdate();
            } else {
                session.remove(session.getReference(Hall.class, 1));
                session.flush();
            }

            assertThat(session.find(Box.class, 1)).isNull();
            assertThat(answer(session, READ.get(1))).isEmpty();
            assertThat(session.find(Guard.class, 1).hall).isNull();
            assertThat(answer(scope, READ.get(1))).isEqualTo(List.of(1));
            session.getTransaction().markRollbackOnly();
        });

        read(scope);
        assertThat(answer(scope, READ.get(1))).isEqualTo(List.of(1));
        assertThat(scope.<Box>fromTransaction(session -> session.find(Box.class, 1)))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENTITY", "REFERENCE", "HQL", "STATELESS"})
    void areStaleInHibernate(Way way) {
        try (var stock = StockCache.open(scope)) {
            read(stock);

            way.delete(stock);

            assertThat(answer(stock, READ.get(1))).isEqualTo(List.of(1));
            assertThat(stock.<Box>fromTransaction(session -> session.find(Box.class, 1)))
                    .isNotNull();
        }
    }

    @Test
    void areNoMatterOfUpdates() {
        scope.inTransaction(session -> session.find(Hall.class, 1).name = "new");
        statements.clear();

        assertThat(READ).allSatisfy(query -> answer(scope, query));
        assertThat(isCached(Box.class)).isTrue();
        statements.assertCount(0);
    }

    @Test
    void removeThroughAReferenceWithoutLoading() {
        statements.clear();

        Way.REFERENCE.delete(scope);

        statements.assertCount(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENTITY", "HQL", "STATELESS", "NATIVE"})
    void evictViewsOnWhatIsUpdated(Update way) {
        assertThat(isCached(Sign.class)).isTrue();
        way.update(scope);

        assertThat(scope.<String>fromTransaction(session -> session.find(Sign.class, 1).text))
                .isEqualTo("new");
    }

    @Test
    void leaveViewsStaleInHibernate() {
        try (var stock = StockCache.open(scope)) {
            read(stock);

            Update.ENTITY.update(stock);

            assertThat(stock.<String>fromTransaction(session -> session.find(Sign.class, 1).text))
                    .isEqualTo("old");
        }
    }

    private static void read(SessionFactoryScope in) {
        in.inTransaction(session -> {
            Hibernate.initialize(session.find(Rack.class, 1).marks);
            session.find(Box.class, 1);
            session.find(Guard.class, 1);
            session.find(Lamp.class, 1);
            session.find(Sign.class, 1);
        });
        READ.forEach(query -> answer(in, query));
        answer(in, "select name from Lamp");
    }

    private static List<?> answer(SessionFactoryScope in, String query) {
        return in.fromTransaction(session -> answer(session, query));
    }

    private static List<?> answer(Session session, String query) {
        return session.createSelectionQuery(query, Object.class)
                .setCacheable(true)
                .getResultList();
    }

    private List<?> fresh(String query) {
        return scope.fromTransaction(
                session -> session.createSelectionQuery(query, Object.class).getResultList());
    }

    private boolean isCached(Class<?> type) {
        return CacheEviction.of(scope.factory()).contains(type, 1, null);
    }

    /** How the hall is deleted. */
    enum Way {
        ENTITY,
        REFERENCE,
        HQL,
        CRITERIA,
        NATIVE,
        DECLARED_NATIVE,
        STATELESS,
        STATELESS_HQL,
        STATELESS_ALONE;

        void delete(SessionFactoryScope in) {
            switch (this) {
                case STATELESS -> in.inStatelessTransaction(session -> session.delete(session.get(Hall.class, 1)));
                case STATELESS_HQL ->
                    in.inStatelessTransaction(session ->
                            session.createMutationQuery("delete from Hall").executeUpdate());
                case STATELESS_ALONE -> deleteWithoutTransaction(in);
                default -> in.inTransaction(this::delete);
            }
        }

        private void delete(Session session) {
            switch (this) {
                case ENTITY -> session.remove(session.find(Hall.class, 1));
                case REFERENCE -> session.remove(session.getReference(Hall.class, 1));
                case HQL -> session.createMutationQuery("delete from Hall").executeUpdate();
                case CRITERIA -> {
                    var delete = session.getCriteriaBuilder().createCriteriaDelete(Hall.class);
                    delete.from(Hall.class);
                    session.createMutationQuery(delete).executeUpdate();
                }
                case NATIVE ->
                    session.createNativeMutationQuery("delete from Hall").executeUpdate();
                default ->
                    session.createNativeQuery("delete from Hall", Object.class)
                            .addSynchronizedEntityClass(Hall.class)
                            .executeUpdate();
            }
        }

        private static void deleteWithoutTransaction(SessionFactoryScope in) {
            try (var session = in.factory().openStatelessSession()) {
                session.delete(session.get(Hall.class, 1));
            }
        }
    }

    /** How the hall is changed. */
    enum Update {
        ENTITY,
        HQL,
        STATELESS,
        NATIVE;

        void update(SessionFactoryScope in) {
            switch (this) {
                case ENTITY -> in.inTransaction(session -> session.find(Hall.class, 1).name = "new");
                case HQL ->
                    in.inTransaction(session -> session.createMutationQuery("update Hall set name = 'new'")
                            .executeUpdate());
                case STATELESS ->
                    in.inStatelessTransaction(session -> {
                        var hall = session.get(Hall.class, 1);
                        hall.name = "new";
                        session.update(hall);
                    });
                default ->
                    in.inTransaction(session -> session.createNativeMutationQuery("update Hall set name = 'new'")
                            .executeUpdate());
            }
        }
    }
}
