/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.it.tenancy.Depot.Country;
import dev.hibernateext.it.tenancy.Depot.Item;
import dev.hibernateext.it.tenancy.Depot.Parcel;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import java.util.concurrent.CompletableFuture;
import org.hibernate.CacheMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator writes among the rows of all tenants, each tenant sees at once, whatever its caches hold. */
@HibernateExtTest(
        entities = {Parcel.class, Item.class, Country.class},
        contributors = TenantFleet.Settings.class,
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.auto_evict_collection_cache", value = "true"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class AdminCacheAttackIT {

    @ParameterizedTest
    @EnumSource
    void leavesNothingOldInTheCaches(AdminWrite write, SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        var before = cached(depot, scope);

        depot.administer(session -> write.run(session, depot));

        var after = depot.seen();
        assertThat(after).isNotEqualTo(before);
        assertThat(depot.seen()).isEqualTo(after);
        scope.factory().getCache().evictAllRegions();
        assertThat(depot.seen()).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatIsInForceUntilTheCommit(AdminWrite write, SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        var before = cached(depot, scope);

        assertThatThrownBy(() -> depot.administer(session -> {
                    write.run(session, depot);
                    session.flush();
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(depot.seen()).isEqualTo(before);
    }

    /** Who reads meanwhile sees the old state, and must not put it where it is found later. */
    @ParameterizedTest
    @EnumSource
    void letsNobodyPutWhatIsBeingWrittenIntoTheCaches(AdminWrite write, SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        var before = depot.seen();

        depot.administer(session -> {
            write.run(session, depot);
            session.flush();
            assertThat(CompletableFuture.supplyAsync(depot::seen).join()).isEqualTo(before);
        });

        var after = depot.seen();
        scope.factory().getCache().evictAllRegions();
        assertThat(depot.seen()).isEqualTo(after).isNotEqualTo(before);
    }

    /** Whom an instance names that was not read is not to be believed. */
    @Test
    void takesOutWhatARowsTenantHasCachedAndNotWhatTheInstanceSays(SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        var other = Depot.filled(TenantFleet.of(scope));
        cached(depot, scope);

        depot.administer(session -> {
            try (var stateless = AllTenants.of(scope.factory()).openStatelessChild(session)) {
                var forged = stateless.get(Item.class, depot.id());
                forged.tenant = other.tenant();
                forged.text = "after";
                stateless.update(forged);
            }
        });

        var after = depot.seen();
        scope.factory().getCache().evictAllRegions();
        assertThat(depot.seen()).isEqualTo(after);
    }

    /** Others keep what they have cached. */
    @Test
    void takesOutNothingOfOtherTenants(SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        var other = Depot.filled(TenantFleet.of(scope));
        cached(depot, scope);
        cached(other, scope);

        depot.administer(session -> {
            var parcel = session.find(Parcel.class, depot.id());
            parcel.text = "after";
            parcel.words.add("after");
        });

        var statistics = scope.factory().getStatistics();
        var misses = statistics.getSecondLevelCacheMissCount();
        other.asTenant(session -> session.find(Parcel.class, other.id()).words.size());
        assertThat(statistics.getSecondLevelCacheMissCount()).isEqualTo(misses);
    }

    /** Neither by a cache mode that the administrator chooses. */
    @Test
    void readsAndFillsNoCache(SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        cached(depot, scope);
        var statistics = scope.factory().getStatistics();
        var puts = statistics.getSecondLevelCachePutCount();
        var hits = statistics.getSecondLevelCacheHitCount();

        depot.administer(session -> {
            session.setCacheMode(CacheMode.NORMAL);
            session.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.USE);
            session.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.USE);
            var parcel = session.find(Parcel.class, depot.id());
            assertThat(parcel.words).isNotEmpty();
            parcel.text = "after";
        });

        assertThat(statistics.getSecondLevelCachePutCount()).isEqualTo(puts);
        assertThat(statistics.getSecondLevelCacheHitCount()).isEqualTo(hits);
        assertThat(depot.seen()).containsEntry("parcel", "after as " + depot.code());
    }

    /** What the tenant sees when it is in the caches. */
    static Object cached(Depot depot, SessionFactoryScope scope) {
        var first = depot.seen();
        var statistics = scope.factory().getStatistics();
        var hits = statistics.getSecondLevelCacheHitCount();
        var naturalHits = statistics.getNaturalIdCacheHitCount();
        var queryHits = statistics.getQueryCacheHitCount();
        assertThat(depot.seen()).isEqualTo(first);
        assertThat(statistics.getSecondLevelCacheHitCount() - hits).isGreaterThanOrEqualTo(9);
        assertThat(statistics.getNaturalIdCacheHitCount() - naturalHits).isEqualTo(2);
        assertThat(statistics.getQueryCacheHitCount() - queryHits).isEqualTo(3);
        return first;
    }
}
