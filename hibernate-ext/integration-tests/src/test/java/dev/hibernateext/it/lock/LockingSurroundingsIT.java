/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected versions where connections are few, and where the second-level cache does not know of the last change. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class LockingSurroundingsIT {

    @ParameterizedTest
    @EnumSource
    void needsNoSecondConnection(SessionKind kind, SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Leaflet(1)));
        try (var pool = poolOfOne(scope);
                var alone = factoryOn(pool)) {
            in(kind, alone, locking -> locking.update(Leaflet.class, 1, ExpectedVersion.of(0), row -> row.text = "b"));
            var conflict = catchThrowableOfType(
                    VersionConflictException.class,
                    () -> in(
                            kind,
                            alone,
                            locking -> locking.update(Leaflet.class, 1, ExpectedVersion.of(0), row -> row.text = "c")));

            assertThat(conflict.current()).isEqualTo(1L);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        assertThat(text(scope.factory())).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource
    void looksPastACacheThatIsStale(SessionKind kind, SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Leaflet(1)));
        changeOnAnotherNode(scope);
        requireStaleCache(scope);

        kind.in(scope, locking -> locking.update(Leaflet.class, 1, ExpectedVersion.of(1), row -> row.text = "mine"));

        assertThat(text(scope.factory())).isEqualTo("mine");
    }

    @ParameterizedTest
    @EnumSource
    void reportsTheVersionOfTheRowAndNotOfTheCache(SessionKind kind, SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Leaflet(1)));
        changeOnAnotherNode(scope);
        requireStaleCache(scope);

        var conflict = catchThrowableOfType(
                VersionConflictException.class,
                () -> kind.in(
                        scope,
                        locking -> locking.update(Leaflet.class, 1, ExpectedVersion.of(0), row -> row.text = "mine")));

        assertThat(conflict.current()).isEqualTo(1L);
        assertThat(conflict.expected()).isEqualTo(ExpectedVersion.of(0));
    }

    /** Its changes so far were made to the old state, so it is not refreshed behind the caller's back. */
    @Test
    void refusesAnEntityTheSessionHasHeldSinceItCameFromTheCache(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Leaflet(1)));
        changeOnAnotherNode(scope);
        requireStaleCache(scope);

        try (var session = scope.openSession()) {
            session.beginTransaction();
            var held = session.find(Leaflet.class, 1);
            var locking = OptimisticLocking.of(session);
            assertThatExceptionOfType(VersionConflictException.class)
                    .isThrownBy(
                            () -> locking.update(Leaflet.class, 1, ExpectedVersion.of(1), row -> row.text = "mine"));

            session.refresh(held);
            locking.update(Leaflet.class, 1, ExpectedVersion.of(1), row -> row.text = "mine");
            session.getTransaction().commit();
        }

        assertThat(text(scope.factory())).isEqualTo("mine");
    }

    /** A node without a cache in common, as every two applications on one database are. */
    private static void changeOnAnotherNode(SessionFactoryScope scope) {
        try (var other =
                scope.openAnother(settings -> settings.put("hibernate.cache.use_second_level_cache", "false"))) {
            other.inTransaction(session -> session.find(Leaflet.class, 1).text = "theirs");
        }
    }

    private static void requireStaleCache(SessionFactoryScope scope) {
        scope.inTransaction(session ->
                assertThat(session.find(Leaflet.class, 1).getVersion()).isZero());
    }

    private static void in(SessionKind kind, SessionFactory factory, Consumer<OptimisticLocking> work) {
        if (kind == SessionKind.STATEFUL) {
            factory.inTransaction(session -> work.accept(OptimisticLocking.of(session)));
        } else {
            factory.inStatelessTransaction(session -> work.accept(OptimisticLocking.of(session)));
        }
    }

    private static SessionFactory factoryOn(HikariDataSource pool) {
        return new HibernatePersistenceConfiguration("alone")
                .managedClasses(Leaflet.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(CacheSettings.CACHE_REGION_FACTORY, new NoCachingRegionFactory())
                .createEntityManagerFactory();
    }

    private static HikariDataSource poolOfOne(SessionFactoryScope scope) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(scope.database().url());
        pool.setUsername(scope.database().user());
        pool.setPassword(scope.database().password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(5000);
        return pool;
    }

    private static @Nullable String text(SessionFactory factory) {
        return factory.fromStatelessTransaction(
                session -> session.createSelectionQuery("select text from Leaflet", String.class)
                        .getSingleResult());
    }

    @Entity(name = "Leaflet")
    @Cacheable
    static class Leaflet extends VersionedEntity {
        @Id
        int id;

        @Nullable
        String text;

        Leaflet() {}

        Leaflet(int id) {
            this.id = id;
        }
    }
}
