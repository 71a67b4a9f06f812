/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.query.AdaptiveTtl;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.ResultCacheException;
import dev.hibernateext.cache.query.TtlExplanation;
import dev.hibernateext.cache.query.TtlExplanation.Reason;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Red's vouchers change every ten seconds, blue's every ten minutes. */
@HibernateExtTest(
        entities = Voucher.class,
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class AdaptiveTtlTest implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private static final AdaptiveTtl TTL = AdaptiveTtl.between(Duration.ofSeconds(1), Duration.ofHours(1));

    private SessionFactoryScope scope;
    private StatementRecorder statements;

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void change(SessionFactoryScope filled, StatementRecorder recorder) {
        scope = filled;
        statements = recorder;
        Shop.in(scope, "red", session -> session.persist(new Voucher(1, "new")));
        Shop.in(scope, "blue", session -> session.persist(new Voucher(2, "new")));
        Stream.of("red", "blue").forEach(this::read);
        for (var second = 0; second < 9_000; second += 10) {
            if (second % 600 == 0) {
                change("blue", 2);
            }
            change("red", 1);
            CLOCK.advance(Duration.ofSeconds(10));
        }
        change("blue", 2);
        change("red", 1);
    }

    private void change(String tenant, int id) {
        Shop.in(scope, tenant, session -> session.find(Voucher.class, id).text = "at " + CLOCK.instant());
    }

    @Test
    void followsWhatEachTenantChanges() {
        Stream.of("red", "blue").forEach(this::read);
        statements.clear();

        CLOCK.advance(Duration.ofSeconds(9));
        read("red");
        statements.assertCount(0);
        CLOCK.advance(Duration.ofSeconds(1));
        read("red");
        statements.assertCount(1);
        read("blue");
        statements.assertCount(1);
    }

    @Test
    void isExplained() {
        var red = explain("red");
        assertThat(red.ttl()).isEqualTo(Duration.ofSeconds(10)).isEqualTo(red.interval());
        assertThat(red.reason()).isEqualTo(Reason.MEAN_INTERVAL);
        assertThat(red.changes()).isGreaterThan(900);
        assertThat(red.lastChange()).isEqualTo(CLOCK.instant());
        assertThat(red.entity()).isEqualTo(Voucher.class.getName());
        assertThat(red.tenant()).isEqualTo("red");

        assertThat(explain("blue").interval()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        assertThat(explain("green").reason()).isEqualTo(Reason.NOT_ENOUGH_SEEN);
        assertThat(explain("green").ttl()).isEqualTo(Duration.ofHours(1));
    }

    private TtlExplanation explain(String tenant) {
        return CachedResults.of(scope.factory()).ofTenant(new TenantKey(tenant)).explain(TTL, Voucher.class);
    }

    @Test
    void givesWayToAFixedTime() {
        read("red");
        CLOCK.advance(Duration.ofMinutes(5));
        statements.clear();

        Shop.in(
                scope,
                "red",
                session -> CachedQuery.of(session.createSelectionQuery("select text from Voucher", String.class))
                        .ttl(TTL)
                        .ttl(Duration.ofMinutes(6))
                        .getResultList());

        statements.assertCount(0);
    }

    /** The time decides when what is changed past Hibernate is seen, never whether a write is. */
    @Test
    void isNotWaitedForAfterAWrite() {
        read("blue");
        var before = CachedResults.of(scope.factory()).statistics().ended(EndCause.WRITE);

        Shop.in(scope, "blue", session -> session.persist(new Voucher(3, "another")));
        read("blue");

        assertThat(CachedResults.of(scope.factory()).statistics().ended(EndCause.WRITE))
                .isEqualTo(before + 1);
    }

    @Test
    void refusesBoundsThatAreNone() {
        assertThatThrownBy(() -> AdaptiveTtl.between(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(ResultCacheException.class);
        assertThatThrownBy(() -> AdaptiveTtl.between(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(ResultCacheException.class)
                .hasMessageContaining("shorter duration first");
    }

    private void read(String tenant) {
        Shop.in(
                scope,
                tenant,
                session -> CachedQuery.of(session.createSelectionQuery("select text from Voucher", String.class))
                        .ttl(TTL)
                        .getResultList());
    }
}
