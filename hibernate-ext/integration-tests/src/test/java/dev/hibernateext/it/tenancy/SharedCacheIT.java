/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failure mode E53: what all tenants share is in the cache once, so that a change by one is seen by the others. */
@HibernateExtTest(
        contributors = TenantFleet.Settings.class,
        settings = {
            @Setting(name = "hibernate.ext.tenancy.strict", value = "false"),
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class SharedCacheIT {

    private final TenantFleet fleet;
    private final List<String> tenants;

    SharedCacheIT(SessionFactoryScope scope) {
        this.fleet = TenantFleet.of(scope);
        this.tenants = List.of(fleet.inSchema(), fleet.inSchema());
    }

    @BeforeEach
    void fill() {
        first(session -> {
            session.createMutationQuery("delete from Draft").executeUpdate();
            session.createSelectionQuery("from Country", Country.class)
                    .getResultList()
                    .forEach(session::remove);
            session.flush();
            session.persist(new Country(1, "before"));
            session.persist(new Draft(1, "before"));
            return true;
        });
        fleet.factory().getCache().evictAllRegions();
    }

    private <R> R first(Function<Session, R> work) {
        return fleet.from(tenants.get(0), work);
    }

    private <R> R second(Function<Session, R> work) {
        return fleet.from(tenants.get(1), work);
    }

    /** What a read gives, and that it came out of the cache. */
    private <R> R cached(Function<Session, R> read) {
        second(read);
        var statistics = fleet.factory().getStatistics();
        var statements = statistics.getPrepareStatementCount();
        var found = second(read);
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(statements);
        return found;
    }

    @Test
    void e53ShowsAChangeOfAnotherTenant() {
        Function<Session, String> read = session -> session.find(Country.class, 1L).text;
        assertThat(cached(read)).isEqualTo("before");

        first(session -> session.find(Country.class, 1L).text = "after");

        String found = second(read);
        assertThat(found).isEqualTo("after");
    }

    /** The blade: an entity in the same schema that is not declared. */
    @Test
    void e53LeavesAnUndeclaredEntityStale() {
        Function<Session, String> read = session -> session.find(Draft.class, 1L).text;
        assertThat(cached(read)).isEqualTo("before");

        first(session -> session.find(Draft.class, 1L).text = "after");

        String found = second(read);
        assertThat(found).isEqualTo("before");
    }

    @Test
    void e53ShowsCollectionsAnotherTenantChanged() {
        Function<Session, Integer> read =
                session -> session.find(Country.class, 1L).words.size();
        assertThat(cached(read)).isZero();

        first(session -> session.find(Country.class, 1L).words.add("more"));

        int found = second(read);
        assertThat(found).isOne();
    }

    @Test
    void e53ShowsLinksOfSharedEntitiesAnotherTenantChanged() {
        Function<Session, Integer> read =
                session -> session.find(Country.class, 1L).neighbours.size();
        assertThat(cached(read)).isZero();

        first(session -> session.find(Country.class, 1L).neighbours.add(session.find(Country.class, 1L)));

        int found = second(read);
        assertThat(found).isOne();
    }

    @Test
    void e53FindsNothingByANaturalIdAnotherTenantTookBack() {
        Function<Session, @Nullable Country> read = session -> session.find(Country.class, "code 1", KeyType.NATURAL);
        assertThat(cached(read)).isNotNull();

        first(session -> session.find(Country.class, 1L).code = "other");

        Country found = second(read);
        assertThat(found).isNull();
    }

    /** Whose elements are in a collection is another question for each tenant, and so is a tenant's own row. */
    @Test
    void e50KeepsWhatTenantsOwnApart() {
        for (var tenant : tenants) {
            fleet.in(tenant, session -> {
                var visit = new Visit(1, tenant);
                visit.country = session.find(Country.class, 1L);
                session.persist(visit);
            });
        }
        for (var round = 0; round < 2; round++) {
            for (var tenant : tenants) {
                fleet.in(tenant, session -> {
                    assertThat(session.find(Visit.class, 1L).text).isEqualTo(tenant);
                    assertThat(session.find(Country.class, 1L).visits)
                            .extracting(visit -> visit.text)
                            .containsExactly(tenant);
                });
            }
        }
        tenants.forEach(tenant -> fleet.in(tenant, session -> session.remove(session.find(Visit.class, 1L))));
    }

    @Test
    void evictsTheOneEntry() {
        cached(session -> session.find(Country.class, 1L).text);
        var cache = fleet.factory().getCache();
        assertThat(cache.contains(Country.class, 1L)).isTrue();

        cache.evict(Country.class, 1L);

        assertThat(cache.contains(Country.class, 1L)).isFalse();
    }

    @Entity(name = "Country")
    @Table(schema = "PUBLIC")
    @SharedAmongTenants
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    static class Country {

        @Id
        long id;

        @NaturalId(mutable = true)
        String code = "";

        String text = "";

        @ElementCollection
        @CollectionTable(schema = "PUBLIC")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> words = new HashSet<>();

        @ManyToMany
        @JoinTable(schema = "PUBLIC")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Country> neighbours = new HashSet<>();

        @OneToMany(mappedBy = "country")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Visit> visits = new ArrayList<>();

        Country() {}

        Country(long id, String text) {
            this.id = id;
            this.code = "code " + id;
            this.text = text;
        }
    }

    @Entity(name = "Draft")
    @Table(schema = "PUBLIC")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Draft {

        @Id
        long id;

        String text = "";

        Draft() {}

        Draft(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @Entity(name = "Visit")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Visit {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        @ManyToOne
        @Nullable
        Country country;

        Visit() {}

        Visit(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
