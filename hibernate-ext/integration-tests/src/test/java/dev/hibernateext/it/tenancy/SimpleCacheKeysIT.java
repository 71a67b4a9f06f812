/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cache.internal.SimpleCacheKeysFactory;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.Test;

/** Failure mode E50 with cache keys that have no tenant, and its blade: the same without the library. */
@HibernateExtTest(
        contributors = TenantFleet.Settings.class,
        settings = {
            @Setting(name = "hibernate.ext.tenancy.strict", value = "false"),
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class SimpleCacheKeysIT {

    private static final String KEYS = "hibernate.cache.keys_factory";

    /** One test, since a factory that ends closes the caches of the others. */
    @Test
    void e50LeaksWithSimpleKeysWhichAreRefused(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var tenants = List.of(fleet.inSchema(), fleet.inSchema());
        tenants.forEach(tenant -> fleet.in(tenant, session -> session.persist(new Badge(1, tenant))));
        for (var tenant : tenants) {
            assertThat(fleet.<String>from(tenant, session -> session.find(Badge.class, 1L).text))
                    .isEqualTo(tenant);
        }

        for (var keys : List.of("simple", "org.hibernate.cache.internal.SimpleCacheKeysFactory")) {
            assertThatThrownBy(() -> scope.openAnother(settings -> settings.put(KEYS, keys)))
                    .satisfies(error -> assertThat(
                                    HibernateExtException.findIn(error, TenancyConfigurationException.class))
                            .isNotNull());
        }
        try (var plain = scope.openAnother(settings -> withoutTheLibrary(settings, scope.dataSource()))) {
            for (var tenant : tenants) {
                assertThat(plainly(plain, tenant, session -> session.find(Badge.class, 1L).text))
                        .isEqualTo(tenants.get(0));
            }
        }
    }

    private static void withoutTheLibrary(Map<String, Object> settings, DataSource source) {
        // the region factory of JCache does not read the setting
        settings.put("hibernate.cache.region.factory_class", new JCacheRegionFactory(SimpleCacheKeysFactory.INSTANCE));
        settings.remove(TenancySettings.CATALOG);
        settings.put("hibernate.multi_tenant_connection_provider", new PlainSchemas(source));
    }

    private static String plainly(SessionFactoryScope plain, Object tenant, Function<Session, String> work) {
        try (var session =
                plain.factory().withOptions().tenantIdentifier(tenant).openSession()) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    private static final class PlainSchemas implements MultiTenantConnectionProvider<Object> {

        private static final long serialVersionUID = 1L;

        private final transient DataSource source;

        PlainSchemas(DataSource source) {
            this.source = source;
        }

        @Override
        public Connection getAnyConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public Connection getConnection(Object tenant) throws SQLException {
            var connection = source.getConnection();
            connection.setSchema(tenant.toString());
            return connection;
        }

        @Override
        public void releaseConnection(Object tenant, Connection connection) throws SQLException {
            connection.setSchema("PUBLIC");
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    /** Needs no tenant in a schema of its own. */
    @Entity(name = "Badge")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Badge {

        @Id
        long id;

        String text = "";

        Badge() {}

        Badge(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
