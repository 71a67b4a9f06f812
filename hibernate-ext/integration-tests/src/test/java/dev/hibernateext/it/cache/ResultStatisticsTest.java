/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResult;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.ResultListener;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cached queries do is counted, by cause, and told. */
@HibernateExtTest(
        entities = Shelf.class,
        settings = {
            @Setting(name = "hibernate.cache.use_query_cache", value = "true"),
            @Setting(name = CacheSettings.QUERY_REGION + "small.max_entries", value = "10")
        })
class ResultStatisticsTest implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private static final String KEY = "shelves:all";

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @Test
    void countsHitsAndMisses(SessionFactoryScope scope) {
        var results = CachedResults.of(scope.factory());
        var before = results.statistics();

        IntStream.range(0, 4).forEach(round -> read(scope));

        var after = results.statistics();
        assertThat(after.misses() - before.misses()).isEqualTo(1);
        assertThat(after.hits() - before.hits()).isEqualTo(3);
        assertThat(after.loading()).isGreaterThan(before.loading());
        assertThat(after.hitRate()).isBetween(0.0, 1.0).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = EndCause.class,
            names = {"SIZE"},
            mode = EnumSource.Mode.EXCLUDE)
    void countsWhatEndsOnceByItsCause(EndCause cause, SessionFactoryScope scope) {
        var results = CachedResults.of(scope.factory());
        read(scope);
        var before = results.statistics();

        end(cause, scope);
        read(scope);
        read(scope);

        var after = results.statistics();
        for (var one : EndCause.values()) {
            assertThat(after.ended(one) - before.ended(one)).as("%s", one).isEqualTo(one == cause ? 1 : 0);
        }
        assertThat(after.misses() - before.misses()).isEqualTo(1);
    }

    private static void end(EndCause cause, SessionFactoryScope scope) {
        var results = CachedResults.of(scope.factory());
        switch (cause) {
            case KEY -> results.invalidateKey(KEY);
            case PATTERN -> results.invalidateKeys("shelves:*");
            case TAG -> results.invalidateTag("tag");
            case ENTITY -> results.invalidateEntity(Shelf.class);
            case TENANT -> results.invalidateAll();
            case WRITE ->
                scope.inTransaction(session -> session.createMutationQuery("update Shelf set name = 'b'")
                        .executeUpdate());
            case EXPIRY -> CLOCK.advance(Duration.ofHours(1));
            default -> throw new IllegalStateException("Nothing ends by " + cause);
        }
    }

    /** It has not ended for those that began after it. */
    @Test
    void countsNoEndOfWhatIsTooNewForATransaction(SessionFactoryScope scope) {
        var results = CachedResults.of(scope.factory());
        try (var early = scope.openSession()) {
            early.beginTransaction();
            end(EndCause.WRITE, scope);
            read(scope);
            var before = results.statistics();

            names(early);
            early.getTransaction().commit();
            read(scope);

            var after = results.statistics();
            assertThat(after.ended(EndCause.WRITE)).isEqualTo(before.ended(EndCause.WRITE));
            assertThat(after.hits() - before.hits()).isEqualTo(1);
        }
    }

    @Test
    void countsWhatMadeRoomForOthers(SessionFactoryScope scope) {
        var results = CachedResults.of(scope.factory());
        var before = results.statistics().ended(EndCause.SIZE);

        IntStream.range(0, 50)
                .forEach(number -> scope.inTransaction(
                        session -> CachedQuery.of(session.createSelectionQuery("from Shelf where id = :id", Shelf.class)
                                        .setParameter("id", number)
                                        .setCacheRegion("small"))
                                .getResultList()));

        assertThat(results.statistics().ended(EndCause.SIZE) - before).isGreaterThanOrEqualTo(40);
    }

    @Test
    void tellsListenersUntilTheyAreClosed(SessionFactoryScope scope) {
        var told = new Told();
        CachedResults.of(scope.factory()).invalidateAll();
        try (var registration = CachedResults.of(scope.factory()).listen(told)) {
            read(scope);
            read(scope);
            CachedResults.of(scope.factory()).invalidateKey(KEY);
            read(scope);
        }
        read(scope);

        assertThat(told.events).containsExactly("loaded", "hit", "ended by KEY", "loaded");
        assertThat(told.results).allSatisfy(result -> {
            assertThat(result.key()).isEqualTo(KEY);
            assertThat(result.tags()).containsExactly("tag");
            assertThat(result.tables()).containsExactly("Shelf");
            assertThat(result.tenant()).isNull();
        });
    }

    private static void read(SessionFactoryScope scope) {
        scope.<List<String>>fromTransaction(ResultStatisticsTest::names);
    }

    private static List<String> names(Session session) {
        return CachedQuery.of(session.createSelectionQuery("select name from Shelf", String.class))
                .key(KEY)
                .tags("tag")
                .ttl(Duration.ofMinutes(10))
                .getResultList();
    }

    private static final class Told implements ResultListener {

        private final List<String> events = new ArrayList<>();
        private final List<CachedResult> results = new ArrayList<>();

        @Override
        public void hit(CachedResult result, boolean waited) {
            note(result, waited ? "waited" : "hit");
        }

        @Override
        public void loaded(CachedResult result, Duration took) {
            assertThat(took).isPositive();
            note(result, "loaded");
        }

        @Override
        public void ended(CachedResult result, EndCause cause) {
            note(result, "ended by " + cause);
        }

        private void note(CachedResult result, String event) {
            events.add(event);
            results.add(result);
        }
    }
}
