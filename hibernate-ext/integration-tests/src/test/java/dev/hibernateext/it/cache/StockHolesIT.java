/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.QueryFreshnessIT.Way;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each hole in the cache of Hibernate, by a program that falls into it there and not with ours. */
@HibernateExtTest(
        entities = {Shelf.class, Voucher.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL},
        settings = {
            @Setting(name = "hibernate.cache.use_query_cache", value = "true"),
            @Setting(name = "hibernate.allow_update_outside_transaction", value = "true"),
            @Setting(
                    name = "hibernate.tenant_identifier_resolver",
                    value = "dev.hibernateext.it.cache.StockHolesIT$AlwaysRed")
        })
class StockHolesIT {

    private static final int READS = 5;
    private static final Duration LATE = Duration.ofHours(-1);
    private static final String FAILURE = "what follows the commit fails as it is to";

    private final SessionFactoryScope scope;

    StockHolesIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    private <T> void compare(Function<SessionFactoryScope, T> program, T stocks, T ours) {
        try (var stock = StockCache.open(scope);
                var other = scope.openAnother(settings -> {})) {
            assertThat(program.apply(filled(stock))).as("in Hibernate").isEqualTo(stocks);
            assertThat(program.apply(filled(other))).as("in ours").isEqualTo(ours);
        }
    }

    private static SessionFactoryScope filled(SessionFactoryScope in) {
        in.factory().getSchemaManager().truncate();
        in.inTransaction(session -> session.persist(new Shelf(1, "before")));
        in.factory().getStatistics().setStatisticsEnabled(true);
        return in;
    }

    private static List<String> names(SessionFactoryScope in) {
        return QueryFreshnessIT.names(in);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "STATELESS_.*")
    void statelessSessionsDoNotEndResults(Way way) {
        compare(in -> namesAfter(way, in), List.of("before"), way.namesAfter());
    }

    private static List<String> namesAfter(Way way, SessionFactoryScope in) {
        names(in);
        way.write(in);
        return names(in);
    }

    @Test
    void resultsAreFreshWhereTheTimeOfTheirTableWasEvicted() {
        compare(StockHolesIT::namesWithoutTimesOfTables, List.of("before"), List.of("after"));
    }

    private static List<String> namesWithoutTimesOfTables(SessionFactoryScope in) {
        names(in);
        Way.UPDATE.write(in);
        in.factory()
                .unwrap(SessionFactoryImplementor.class)
                .getCache()
                .getTimestampsCache()
                .clear();
        return names(in);
    }

    /** Two nodes share their regions, and the one that writes has a clock an hour behind. */
    @Test
    void clocksOfNodesDecideWhatIsFresh() {
        try (var one = StockCache.open(scope);
                var late = StockCache.open(
                        scope,
                        settings ->
                                settings.put("hibernate.cache.region.factory_class", LateRegions.class.getName()))) {
            assertThat(namesAfterAWriteOn(late, filled(one))).containsExactly("before");
        }
        var anHourLate = Map.<String, Object>of(CoreSettings.CLOCK, Clock.offset(Clock.systemUTC(), LATE));
        var prefix = EmbeddedRedis.newPrefix();
        try (var redis = new EmbeddedRedis().settled();
                var one = redis.node(scope, prefix, Map.of());
                var late = redis.node(scope, prefix, anHourLate)) {
            assertThat(namesAfterAWriteOn(late, filled(one))).containsExactly("after");
        }
    }

    private static List<String> namesAfterAWriteOn(SessionFactoryScope late, SessionFactoryScope one) {
        names(one);
        Way.UPDATE.write(late);
        return names(one);
    }

    @Test
    void whoEndsFirstEndsTheGuardOfOthers() {
        compare(
                StockHolesIT::ownNamesAfterTheCommitOfAnother,
                List.of("before", "other"),
                List.of("before", "other", "mine"));
    }

    private static List<String> ownNamesAfterTheCommitOfAnother(SessionFactoryScope in) {
        try (var writer = in.openSession()) {
            writer.beginTransaction();
            in.inTransaction(other -> {
                other.persist(new Shelf(2, "other"));
                other.flush();
                writer.persist(new Shelf(3, "mine"));
                writer.flush();
            });
            names(in);
            var names = QueryFreshnessIT.names(writer);
            writer.getTransaction().rollback();
            return names;
        }
    }

    /** The time a minute ahead, which is to be there while a transaction writes, stays. */
    @ParameterizedTest
    @EnumSource
    void resultsAreOfNoUseForAMinute(Mishap mishap) {
        compare(in -> hitsAfter(mishap, in), 0L, READS - 1L);
    }

    private static long hitsAfter(Mishap mishap, SessionFactoryScope in) {
        mishap.happen(in);
        var statistics = in.factory().getStatistics();
        statistics.clear();
        for (var read = 0; read < READS; read++) {
            assertThat(names(in)).containsExactly("after");
        }
        return statistics.getQueryCacheHitCount();
    }

    @Test
    void writesOfOneTenantEndTheResultsOfAll() {
        compare(StockHolesIT::hitsWhileAnotherTenantWrites, 0L, (long) READS);
    }

    private static long hitsWhileAnotherTenantWrites(SessionFactoryScope in) {
        TenantResultsIT.fill(in);
        return TenantResultsIT.hitsWhileAnotherTenantWrites(in, READS);
    }

    @Test
    void nativeStatementsEmptyAllRegions() {
        compare(StockHolesIT::isLeftByAStatementOnAnotherTable, false, true);
    }

    private static boolean isLeftByAStatementOnAnotherTable(SessionFactoryScope in) {
        in.inTransaction(session -> session.persist(new Voucher(1, "text")));
        Way.NATIVE.write(in);
        var before = in.factory().getStatistics().getPrepareStatementCount();
        assertThat(in.<String>fromTransaction(session -> session.find(Voucher.class, 1).text))
                .isEqualTo("text");
        return in.factory().getStatistics().getPrepareStatementCount() == before;
    }

    /** After which Hibernate does not say that the write has ended. */
    enum Mishap {
        FLUSH_WITHOUT_TRANSACTION {
            @Override
            void happen(SessionFactoryScope in) {
                try (var session = in.openSession()) {
                    session.find(Shelf.class, 1).name = "after";
                    session.flush();
                }
            }
        },
        FAILURE_AFTER_COMMIT {
            @Override
            void happen(SessionFactoryScope in) {
                assertThat(catchThrowable(() -> in.inTransaction(Mishap::writeAndFail)))
                        .hasStackTraceContaining(FAILURE);
            }
        };

        abstract void happen(SessionFactoryScope in);

        private static void writeAndFail(Session session) {
            session.find(Shelf.class, 1).name = "after";
            session.flush();
            AfterCompletionCallback failing = (committed, by) -> {
                throw new IllegalStateException(FAILURE);
            };
            session.unwrap(SharedSessionContractImplementor.class)
                    .getTransactionCompletionCallbacks()
                    .registerCallback(failing);
        }
    }

    /** The regions of a node with a clock an hour behind; their time-out is a minute. Found by name. */
    public static final class LateRegions extends JCacheRegionFactory {

        private static final long serialVersionUID = 1L;
        private static final int HOUR_IN_MINUTES = 60;

        /** Made by Hibernate. */
        public LateRegions() {}

        @Override
        public long nextTimestamp() {
            return super.nextTimestamp() - HOUR_IN_MINUTES * getTimeout();
        }
    }

    /** Names the tenant of sessions that name none. Found by name. */
    public static final class AlwaysRed implements CurrentTenantIdentifierResolver<Object> {

        /** Made by Hibernate. */
        public AlwaysRed() {}

        @Override
        public Object resolveCurrentTenantIdentifier() {
            return "red";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
