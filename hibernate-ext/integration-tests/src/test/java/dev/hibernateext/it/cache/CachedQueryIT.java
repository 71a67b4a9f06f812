/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.ResultCacheException;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries in the explicit form. */
@HibernateExtTest(
        entities = Shelf.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class CachedQueryIT implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private static final String NAMES = "select name from Shelf order by id";

    private SessionFactoryScope scope;
    private StatementRecorder statements;

    @BeforeEach
    void fill(SessionFactoryScope filled, StatementRecorder recorder) {
        scope = filled;
        statements = recorder;
        scope.inTransaction(session -> session.persist(new Shelf(1, "a")));
    }

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @Test
    void areServedFromTheCacheToBothKindsOfSession() {
        assertThat(names(plain())).containsExactly("a");
        statements.clear();

        assertThat(names(plain())).containsExactly("a");
        assertThat(scope.<List<String>>fromStatelessTransaction(session -> names(session, plain())))
                .containsExactly("a");

        statements.assertCount(0);
    }

    @Test
    void giveEachSessionEntitiesOfItsOwn() {
        var first = scope.fromTransaction(CachedQueryIT::shelf);
        first.name = "changed by hand";
        statements.clear();

        var second = scope.fromTransaction(session -> {
            var shelf = shelf(session);
            assertThat(session.contains(shelf)).isTrue();
            return shelf;
        });

        assertThat(second).isNotSameAs(first).extracting(shelf -> shelf.name).isEqualTo("a");
        statements.assertCount(0);
    }

    private static Shelf shelf(Session session) {
        return CachedQuery.of(session.createSelectionQuery("from Shelf where id = 1", Shelf.class))
                .getSingleResult();
    }

    @Test
    void tellOneParameterFromAnother() {
        assertThat(named("a")).isNotNull();
        assertThat(named("b")).isNull();
        assertThat(named("a")).isNotNull();
    }

    private String named(String name) {
        return scope.fromTransaction(session -> CachedQuery.of(
                        session.createSelectionQuery("select name from Shelf where name = :name", String.class)
                                .setParameter("name", name))
                .key("one key for all names")
                .getSingleResultOrNull());
    }

    @Test
    void takeCriteriaAndNativeQueriesToo() {
        for (Function<Session, List<String>> way :
                List.<Function<Session, List<String>>>of(CachedQueryIT::byCriteria, CachedQueryIT::byNative)) {
            scope.fromTransaction(way);
            statements.clear();
            assertThat(scope.fromTransaction(way)).containsExactly("a");
            statements.assertCount(0);
            scope.inTransaction(session -> session.find(Shelf.class, 1).name = "b");
            assertThat(scope.fromTransaction(way)).containsExactly("b");
            scope.inTransaction(session -> session.find(Shelf.class, 1).name = "a");
        }
    }

    private static List<String> byCriteria(Session session) {
        var builder = session.getCriteriaBuilder();
        var criteria = builder.createQuery(String.class);
        criteria.select(criteria.from(Shelf.class).get("name"));
        return CachedQuery.of(session.createSelectionQuery(criteria)).getResultList();
    }

    private static List<String> byNative(Session session) {
        return CachedQuery.of(session.createNativeQuery("select name from Shelf", String.class)
                        .addSynchronizedEntityClass(Shelf.class)
                        .addScalar("name"))
                .getResultList();
    }

    @Test
    void askTheDatabaseWhenTheResultIsOlderThanTheyWant() {
        UnaryOperator<CachedQuery<String>> minute = query -> query.ttl(Duration.ofMinutes(1));
        names(minute);
        statements.clear();

        CLOCK.advance(Duration.ofSeconds(59));
        names(minute);
        statements.assertCount(0);

        CLOCK.advance(Duration.ofSeconds(1));
        names(minute);
        statements.assertCount(1);
    }

    @Test
    void askTheDatabaseWhereTheyAreSwitchedOff() {
        names(plain());
        statements.clear();

        names(query -> query.enabled(false));
        names(query -> query.enabled(false).enabled(true));

        statements.assertCount(1);
    }

    @Test
    void askTheDatabaseForLocks() {
        UnaryOperator<CachedQuery<String>> none = plain();
        names(none);
        statements.clear();

        scope.inTransaction(
                session -> CachedQuery.of(session.createSelectionQuery("from Shelf where id = 1", Shelf.class)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE))
                        .getSingleResult());

        statements.assertCount(1);
    }

    @Test
    void seeWhatTheirOwnTransactionWrites() {
        names(plain());

        scope.inTransaction(session -> {
            session.persist(new Shelf(2, "b"));
            assertThat(names(session, plain())).containsExactly("a", "b");
            assertThat(scope.<List<String>>fromTransaction(other -> names(other, plain())))
                    .as("nobody sees what is not committed")
                    .containsExactly("a");
        });

        assertThat(names(plain())).containsExactly("a", "b");
    }

    @Test
    void haveNothingOfWhatWasRolledBack() {
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.persist(new Shelf(2, "b"));
            assertThat(names(session, plain())).containsExactly("a", "b");
            session.getTransaction().rollback();
        }

        assertThat(names(plain())).containsExactly("a");
    }

    @Test
    void seeWhatBulkAndStatelessWritesChange() {
        names(plain());
        scope.inStatelessTransaction(session -> session.insert(new Shelf(2, "b")));
        assertThat(names(plain())).containsExactly("a", "b");

        scope.inTransaction(session ->
                session.createMutationQuery("delete Shelf where id = 2").executeUpdate());
        assertThat(names(plain())).containsExactly("a");
    }

    /** In a transaction with a snapshot, what is newer than it would not fit to what the transaction read before. */
    @Test
    void stayWithinTheSnapshotOfTheirTransaction() {
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.doWork(connection -> {});
            assertThat(names(session, plain())).containsExactly("a");
            scope.inTransaction(other -> other.find(Shelf.class, 1).name = "b");
            assertThat(names(plain())).containsExactly("b");

            var uncached = session.createSelectionQuery(NAMES, String.class).getResultList();
            assertThat(names(session, plain())).isEqualTo(uncached);
            session.getTransaction().commit();
        }
    }

    @Test
    void refuseATimeThatIsNoneAndBlankNames() {
        scope.inTransaction(session -> {
            var query = CachedQuery.of(session.createSelectionQuery(NAMES, String.class));
            assertThatThrownBy(() -> query.ttl(Duration.ZERO)).isInstanceOf(ResultCacheException.class);
            assertThatThrownBy(() -> query.ttl(Duration.ofSeconds(-5)))
                    .isInstanceOf(ResultCacheException.class)
                    .hasMessageContaining("PT-5S");
            assertThatThrownBy(() -> query.key(" ")).hasMessageContaining("blank key");
            assertThatThrownBy(() -> query.tags("ok", "")).hasMessageContaining("blank tag");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-5", "soon"})
    void keepAFactoryFromStartingWithAWaitThatIsNone(String wait) {
        assertThatThrownBy(() ->
                        scope.openAnother(settings -> settings.put("hibernate.ext.cache.results.load_wait", wait)))
                .hasStackTraceContaining("hibernate.ext.cache.results.load_wait");
    }

    @Test
    void refuseToRunWhereNobodyKeepsResults() {
        try (var other = scope.openAnother(settings -> settings.put("hibernate.cache.use_query_cache", "false"))) {
            assertThatThrownBy(() -> names(other, plain()))
                    .isInstanceOf(ResultCacheException.class)
                    .hasMessageContaining("hibernate.cache.use_query_cache=true");
            assertThatThrownBy(() -> CachedResults.of(other.factory())).isInstanceOf(ResultCacheException.class);
        }
    }

    @Test
    void areExecutedAsTheyAreWhereTheCacheIsOff() {
        try (var other = scope.openAnother(settings -> {
            settings.put("hibernate.cache.use_query_cache", "false");
            settings.put("hibernate.cache.use_second_level_cache", "false");
        })) {
            assertThat(names(other, plain())).containsExactly("a");
            scope.inTransaction(session -> session.find(Shelf.class, 1).name = "b");
            assertThat(names(other, plain())).containsExactly("b");
        }
    }

    static UnaryOperator<CachedQuery<String>> plain() {
        return UnaryOperator.identity();
    }

    private List<String> names(UnaryOperator<CachedQuery<String>> form) {
        return names(scope, form);
    }

    static List<String> names(SessionFactoryScope in, UnaryOperator<CachedQuery<String>> form) {
        return in.fromTransaction(session -> names(session, form));
    }

    static List<String> names(SharedSessionContract session, UnaryOperator<CachedQuery<String>> form) {
        return form.apply(CachedQuery.of(session.createSelectionQuery(NAMES, String.class)))
                .getResultList();
    }
}
