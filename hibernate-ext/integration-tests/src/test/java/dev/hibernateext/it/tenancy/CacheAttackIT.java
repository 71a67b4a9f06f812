/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.tenancy.Vault.Account;
import dev.hibernateext.it.tenancy.Vault.Asset;
import dev.hibernateext.it.tenancy.Vault.Car;
import dev.hibernateext.it.tenancy.Vault.Label;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantConflictException;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantStatus;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failure modes E of the caches: what one tenant puts into a cache, no other takes out of it. */
@HibernateExtTest(
        entities = {Account.class, Label.class, Asset.class, Car.class},
        contributors = {TenantFleet.Settings.class, Raid.Settings.class},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class CacheAttackIT {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e50TakesNoEntityOfAnotherOutOfTheCache(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var own = raid.victim(
                    session -> session.find(Account.class, raid.victim().id()).text);
            assertThat(own).isEqualTo(raid.victim().tenant());
            assertThat(hits(
                            scope,
                            () -> raid.victim(session ->
                                    session.find(Account.class, raid.victim().id()))))
                    .isPositive();

            assertThat(raid.<Account>attack(
                            session -> session.find(Account.class, raid.victim().id())))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e50TakesNoCollectionOfAnotherOutOfTheCache(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var reference = raid.victim().id();
            raid.victim(session -> Hibernate.size(session.find(Account.class, reference).words));
            var foreign = new Account(reference, "x");

            raid.attack(session -> {
                assertThat(session.find(Account.class, foreign.id)).isNull();
                assertThat(session.createSelectionQuery("select w from Account a join a.words w", String.class)
                                .getResultList())
                        .doesNotContain(raid.victim().tenant());
                return true;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e50TakesNoNaturalIdOfAnotherOutOfTheCache(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            var code = "code " + raid.victim().id();
            for (var round = 0; round < 2; round++) {
                assertThat(raid.<Account>victim(session -> session.find(Account.class, code, KeyType.NATURAL)))
                        .isNotNull();
            }

            assertThat(raid.<Account>attack(session -> session.find(Account.class, code, KeyType.NATURAL)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNGUARDED")
    void e52TakesNoResultOfAnotherOutOfTheCache(Ground ground, SessionFactoryScope scope) {
        for (var raid : Raid.on(scope, ground)) {
            for (var hql : List.of("select text from Account", "select l.text from Account a join a.labels l")) {
                Function<Session, List<String>> query = session -> session.createSelectionQuery(hql, String.class)
                        .setCacheable(true)
                        .getResultList();
                raid.victim(query);
                assertThat(queryHits(scope, () -> raid.victim(query))).isEqualTo(1);

                assertThat(raid.attack(query)).containsOnly(raid.attacker().tenant());
            }
        }
    }

    @Test
    void e59GivesTheIdentifierOfADeletedTenantToNobody(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var gone = fleet.catalog().require(new TenantKey(fleet.inRows()));
        fleet.catalog().replace(gone, gone.withStatus(TenantStatus.DELETED));

        assertThatThrownBy(() -> fleet.catalog()
                        .add(Tenant.active(gone.key().value(), TenantPlacement.rows(TenantDatabases.MAIN))))
                .isInstanceOf(TenantConflictException.class);
    }

    @Test
    void j97PutsNothingIntoTheCacheForOthers(SessionFactoryScope scope) {
        var raid = Raid.on(scope, Ground.ROWS).get(0);
        scope.factory().getCache().evictAllRegions();
        var puts = scope.factory().getStatistics().getSecondLevelCachePutCount();
        TenantAdmin.of(scope.factory()).run(new TenantPermission(new Actor("root"), "test"), session -> {
            assertThat(session.find(Account.class, raid.victim().id()).words).isNotEmpty();
            session.createSelectionQuery("from Account", Account.class)
                    .setCacheable(true)
                    .getResultList();
        });

        assertThat(scope.factory().getStatistics().getSecondLevelCachePutCount())
                .isEqualTo(puts);
        assertThat(raid.<Account>attack(
                        session -> session.find(Account.class, raid.victim().id())))
                .isNull();
    }

    private static long hits(SessionFactoryScope scope, Runnable work) {
        var before = scope.factory().getStatistics().getSecondLevelCacheHitCount();
        work.run();
        return scope.factory().getStatistics().getSecondLevelCacheHitCount() - before;
    }

    private static long queryHits(SessionFactoryScope scope, Runnable work) {
        var before = scope.factory().getStatistics().getQueryCacheHitCount();
        work.run();
        return scope.factory().getStatistics().getQueryCacheHitCount() - before;
    }
}
