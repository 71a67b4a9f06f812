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
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.TenantId;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What tenants share is in the cache once, and what they own apart, by the keys of an application's own factory. */
@HibernateExtTest(
        contributors = {TenantFleet.Settings.class, SharedCacheKeysIT.Keys.class},
        settings = {
            @Setting(name = "hibernate.ext.tenancy.strict", value = "false"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class SharedCacheKeysIT {

    private static final String NONE = "none";

    /** The tenants in the keys that were made, by entity or collection. */
    private static final Map<String, Set<String>> TENANTS = new ConcurrentHashMap<>();

    /** One test, since a factory that ends closes the caches of the others. */
    @Test
    void e53MakesKeysOfTheApplicationWithoutTheTenant(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inSchema(), fleet.inSchema());
        fleet.in(tenants.get(0), session -> session.persist(new Planet(1, "before")));
        tenants.forEach(tenant -> fleet.in(tenant, session -> session.persist(new Probe(1, tenant))));
        Function<Session, String> read = session -> session.find(Planet.class, 1L).text
                + session.find(Planet.class, 1L).moons.size()
                + session.find(Planet.class, "code 1", KeyType.NATURAL).id;
        tenants.forEach(tenant -> fleet.<String>from(tenant, read));
        var statistics = scope.factory().getStatistics();
        var statements = statistics.getPrepareStatementCount();
        assertThat(fleet.<String>from(tenants.get(1), read)).isEqualTo("before01");
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(statements);

        fleet.in(tenants.get(0), session -> {
            var planet = session.find(Planet.class, 1L);
            planet.text = "after";
            planet.moons.add("new");
        });

        assertThat(fleet.<String>from(tenants.get(1), read)).isEqualTo("after11");
        for (var tenant : tenants) {
            assertThat(fleet.<String>from(tenant, session -> session.find(Probe.class, 1L).text))
                    .isEqualTo(tenant);
        }
        assertThat(TENANTS.get(Planet.class.getName())).containsExactly(NONE);
        assertThat(TENANTS.get(Planet.class.getName() + ".moons")).containsExactly(NONE);
        assertThat(TENANTS.get("natural id of " + Planet.class.getName())).containsExactly(NONE);
        assertThat(TENANTS.get(Probe.class.getName())).containsExactlyInAnyOrderElementsOf(tenants);
    }

    /** Chooses the factory of keys. */
    static final class Keys implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            // the region factory of JCache does not read the setting
            settings.put("hibernate.cache.region.factory_class", new JCacheRegionFactory(new OwnKeys()));
        }
    }

    private record OwnKey(
            String role, Object value, @Nullable String tenant) implements Serializable {}

    private static final class OwnKeys implements CacheKeysFactory {

        private static Object key(String role, Object value, @Nullable String tenant) {
            TENANTS.computeIfAbsent(role, name -> ConcurrentHashMap.newKeySet())
                    .add(Objects.requireNonNullElse(tenant, NONE));
            return new OwnKey(role, value, tenant);
        }

        @Override
        public Object createCollectionKey(
                Object id, CollectionPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
            return key(persister.getRole(), id, tenant);
        }

        @Override
        public Object createEntityKey(
                Object id, EntityPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
            return key(persister.getRootEntityName(), id, tenant);
        }

        @Override
        public Object createNaturalIdKey(
                Object values, EntityPersister persister, SharedSessionContractImplementor session) {
            return key("natural id of " + persister.getRootEntityName(), values, session.getTenantIdentifier());
        }

        @Override
        public Object getEntityId(Object key) {
            return ((OwnKey) key).value();
        }

        @Override
        public Object getCollectionId(Object key) {
            return ((OwnKey) key).value();
        }

        @Override
        public Object getNaturalIdValues(Object key) {
            return ((OwnKey) key).value();
        }
    }

    @Entity(name = "Planet")
    @Table(schema = "PUBLIC")
    @SharedAmongTenants
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    static class Planet {

        @Id
        long id;

        @NaturalId
        String code = "";

        String text = "";

        @ElementCollection
        @CollectionTable(schema = "PUBLIC")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Collection<String> moons = new HashSet<>();

        Planet() {}

        Planet(long id, String text) {
            this.id = id;
            this.code = "code " + id;
            this.text = text;
        }
    }

    @Entity(name = "Probe")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Probe {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Probe() {}

        Probe(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
