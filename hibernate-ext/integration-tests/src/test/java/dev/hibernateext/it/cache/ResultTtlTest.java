/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.KeyPatternException;
import dev.hibernateext.cache.query.ResultCacheException;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Times of results that settings declare by patterns of keys. */
@HibernateExtTest(entities = Shelf.class, settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultTtlTest {

    private final SessionFactoryScope scope;
    private final MutableClock clock = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

    ResultTtlTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void endResultsWhoseKeyMatches() {
        try (var told = open(Map.of("shelves:*", "PT10M", "shelves:n?w", "PT1M", "*", "PT1H"))) {
            assertThat(isUsedAfter(Duration.ofSeconds(50), told, query -> query.key("shelves:new")))
                    .isTrue();
            assertThat(isUsedAfter(Duration.ofSeconds(70), told, query -> query.key("shelves:new")))
                    .isFalse();
            assertThat(isUsedAfter(Duration.ofMinutes(9), told, query -> query.key("shelves:all")))
                    .isTrue();
            assertThat(isUsedAfter(Duration.ofMinutes(11), told, query -> query.key("shelves:all")))
                    .isFalse();
            assertThat(CachedResults.of(told.factory()).statistics().ended(EndCause.EXPIRY))
                    .isEqualTo(2);
        }
    }

    @Test
    void leaveQueriesThatSayATimeAndThoseWithoutAKey() {
        try (var told = open(Map.of("*", 60_000))) {
            assertThat(isUsedAfter(
                            Duration.ofMinutes(9),
                            told,
                            query -> query.key("shelves").ttl(Duration.ofMinutes(10))))
                    .isTrue();
            assertThat(isUsedAfter(Duration.ofDays(9), told, query -> query.tags("shelves")))
                    .isTrue();
        }
    }

    @Test
    void tellAllThatIsWrongAtOnce() {
        assertThatThrownBy(
                        () -> open(Map.of("offers:[a", "PT1M", "lots\\", "PT1M", "orders:*", "-PT1S", "x:[b", "soon"))
                                .close())
                .satisfies(error -> {
                    var told = requireNonNull(HibernateExtException.findIn(error, ResultCacheException.class));
                    assertThat(told).hasMessageContaining("(5 errors)").hasMessageContaining("-PT1S");
                    assertThat(told.getSuppressed())
                            .filteredOn(KeyPatternException.class::isInstance)
                            .extracting("pattern", "position")
                            .contains(tuple("offers:[a", 7), tuple("x:[b", 2))
                            .hasSize(3);
                    assertThat(told.getSuppressed())
                            .filteredOn(InvalidSettingException.class::isInstance)
                            .extracting("key")
                            .containsExactly(CacheSettings.RESULT_TTL + "orders:*", CacheSettings.RESULT_TTL + "x:[b");
                });
    }

    private SessionFactoryScope open(Map<String, ?> ttls) {
        return scope.openAnother(settings -> {
            ttls.forEach((pattern, ttl) -> settings.put(CacheSettings.RESULT_TTL + pattern, ttl.toString()));
            settings.put(CoreSettings.CLOCK, clock);
        });
    }

    private boolean isUsedAfter(Duration time, SessionFactoryScope in, UnaryOperator<CachedQuery<Shelf>> wish) {
        read(in, wish);
        clock.advance(time);
        var hits = CachedResults.of(in.factory()).statistics().hits();
        read(in, wish);
        return CachedResults.of(in.factory()).statistics().hits() > hits;
    }

    private static void read(SessionFactoryScope in, UnaryOperator<CachedQuery<Shelf>> wish) {
        in.inTransaction(session -> wish.apply(CachedQuery.of(session.createSelectionQuery("from Shelf", Shelf.class)))
                .getResultList());
    }
}
