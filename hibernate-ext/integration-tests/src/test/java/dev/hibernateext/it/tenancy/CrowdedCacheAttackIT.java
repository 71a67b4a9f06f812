/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Asset;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.TenantCacheKey;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure modes E55, E56 and E58: what tenants cost each other in caches, and caches of applications. */
@HibernateExtTest(
        entities = {Account.class, Label.class, Asset.class, Car.class},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class CrowdedCacheAttackIT {

    private static final int MANY = 500;

    /** Hibernate notes the time of a write by table, so a write of one tenant costs the other a query, and no more than that. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e55AsksAgainAfterTheWriteOfAnother(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var before = raid.victim(CrowdedCacheAttackIT::labels);
            assertThat(queryHits(scope, () -> raid.victim(CrowdedCacheAttackIT::labels)))
                    .isEqualTo(1);

            raid.attack(session -> {
                session.persist(new Label(Raid.Settings.of(scope.factory()).freeId(), "new"));
                return true;
            });

            assertThat(queryHits(
                            scope,
                            () -> assertThat(raid.victim(CrowdedCacheAttackIT::labels))
                                    .isEqualTo(before)))
                    .isZero();
            assertThat(queryHits(scope, () -> raid.victim(CrowdedCacheAttackIT::labels)))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e56LeavesEntriesOfOthersInTheCache(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            Function<Session, Account> own =
                    session -> session.find(Account.class, raid.victim().id());
            raid.victim(own);
            var ids = Raid.Settings.of(scope.factory());

            raid.attack(session -> {
                for (var i = 0; i < MANY; i++) {
                    session.persist(new Account(ids.freeId(), raid.attacker().tenant()));
                }
                return true;
            });

            assertThat(hits(scope, () -> raid.victim(own))).isPositive();
        }
    }

    /** The blade of e56: a statement in bulk takes out what all tenants have, and shows no one anything foreign. */
    @Test
    void e56EmptiesTheCacheForAllByStatementsInBulk(SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, Ground.ROWS)) {
            Function<Session, String> own =
                    session -> session.find(Account.class, raid.victim().id()).text;
            var before = raid.victim(own);

            assertThat(raid.<Integer>attack(session -> session.createMutationQuery("update Account set text = 'bulk'")
                            .executeUpdate()))
                    .isPositive();

            assertThat(misses(scope, () -> assertThat(raid.victim(own)).isEqualTo(before)))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e58KeepsTenantsApartInCachesOfTheApplication(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var cache = new ConcurrentHashMap<Object, String>();
            var fleet = raid.fleet();
            for (var holder : List.of(raid.victim(), raid.attacker())) {
                var text = fleet.<String>from(
                        holder.tenant(),
                        session -> cache.computeIfAbsent(
                                TenantCacheKey.of("account", 1L),
                                key -> Tenants.current().value()));
                assertThat(text).isEqualTo(holder.tenant());
            }
            assertThatThrownBy(() -> TenantCacheKey.of("account", 1L)).isInstanceOf(NoTenantException.class);
            assertThat(cache).hasSize(2);
        }
    }

    /** The blade of e58: the same cache by identifiers alone. */
    @Test
    void e58LeaksByIdentifiersAlone(SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, Ground.ROWS)) {
            var cache = new ConcurrentHashMap<Object, String>();
            for (var holder : List.of(raid.victim(), raid.attacker())) {
                assertThat(raid.fleet()
                                .<String>from(
                                        holder.tenant(),
                                        session -> cache.computeIfAbsent(
                                                1L, key -> Tenants.current().value())))
                        .isEqualTo(raid.victim().tenant());
            }
        }
    }

    private static List<String> labels(Session session) {
        return session.createSelectionQuery("select text from Label", String.class)
                .setCacheable(true)
                .getResultList();
    }

    private static long hits(SessionFactoryScope scope, Runnable work) {
        var statistics = scope.factory().getStatistics();
        var before = statistics.getSecondLevelCacheHitCount();
        work.run();
        return statistics.getSecondLevelCacheHitCount() - before;
    }

    private static long misses(SessionFactoryScope scope, Runnable work) {
        var statistics = scope.factory().getStatistics();
        var before = statistics.getSecondLevelCacheMissCount();
        work.run();
        return statistics.getSecondLevelCacheMissCount() - before;
    }

    private static long queryHits(SessionFactoryScope scope, Runnable work) {
        var before = scope.factory().getStatistics().getQueryCacheHitCount();
        work.run();
        return scope.factory().getStatistics().getQueryCacheHitCount() - before;
    }
}
