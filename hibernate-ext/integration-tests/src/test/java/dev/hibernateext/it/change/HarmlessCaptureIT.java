/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.ValidationMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

/** What capture leaves as it is until somebody listens. */
@HibernateExtTest(
        entities = Reader.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class HarmlessCaptureIT {

    private static final String SELECT = "select r1_0.id,r1_0.city,r1_0.name from reader r1_0 where r1_0.id=?";
    private static final String DELETE = "delete from reader where id=?";

    private static final Map<String, Object> WITH_QUERY_CACHE = Map.of(
            CacheSettings.USE_QUERY_CACHE,
            true,
            CacheSettings.CACHE_REGION_FACTORY,
            "jcache",
            "hibernate.javax.cache.provider",
            "org.ehcache.jsr107.EhcacheCachingProvider",
            "hibernate.javax.cache.missing_cache_strategy",
            "create");

    /** Jakarta Validation and Envers, which listen to deletes themselves, are switched off. */
    private static SessionFactory alone(SessionFactoryScope scope, Map<String, Object> settings) {
        var configuration = new HibernatePersistenceConfiguration("alone").managedClass(Reader.class);
        configuration.validationMode(ValidationMode.NONE);
        return configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, scope.dataSource())
                .property("hibernate.integration.envers.enabled", false)
                .properties(settings)
                .createEntityManagerFactory();
    }

    @Test
    void loadsWhatIsRemovedByReferenceFromTheFirstListenerOn(SessionFactoryScope scope, StatementRecorder recorder) {
        try (var fresh = alone(scope, Map.of())) {
            assertThat(sqlOfRemovalByReference(fresh, recorder)).containsExactly(DELETE);

            var told = new RecordingListener();
            try (var registration = Changes.of(fresh).register(told)) {
                assertThat(sqlOfRemovalByReference(fresh, recorder)).containsExactly(SELECT, DELETE);
            }

            var removed = told.committed.get(1).entities();
            assertThat(removed).singleElement().satisfies(HarmlessCaptureIT::tellsWhatWasRemoved);
        }
    }

    private static void tellsWhatWasRemoved(EntityChange change) {
        assertThat(change.kind()).isEqualTo(EntityChange.Kind.DELETE);
        assertThat(requireNonNull(change.before()).get("name")).isEqualTo("Ada");
    }

    @Test
    void loadsNothingToKeepTheQueryCacheFresh(SessionFactoryScope scope, StatementRecorder recorder) {
        try (var cached = alone(scope, WITH_QUERY_CACHE)) {
            assertThat(sqlOfRemovalByReference(cached, recorder)).containsExactly(DELETE);
        }
    }

    private static List<String> sqlOfRemovalByReference(SessionFactory factory, StatementRecorder recorder) {
        factory.inTransaction(session -> session.persist(new Reader(1, "Ada")));
        recorder.clear();
        factory.inTransaction(session -> session.remove(session.getReference(Reader.class, 1L)));
        return recorder.sql();
    }

    @Test
    void takesEffectInSessionsThatAreOpen(SessionFactoryScope scope) {
        var told = new RecordingListener();
        try (var fresh = alone(scope, Map.of());
                var session = fresh.openSession()) {
            session.beginTransaction();
            session.persist(new Reader(1, "Ada"));
            session.getTransaction().commit();

            try (var registration = Changes.of(fresh).register(told)) {
                session.beginTransaction();
                session.persist(new Reader(2, "Eve"));
                session.getTransaction().commit();
            }
        }

        assertThat(told.only().entities()).extracting(EntityChange::id).containsExactly(2L);
    }

    /** Hibernate's registry of event listeners is not made for this. */
    @Test
    void losesNoListenerThatManyThreadsRegisterAtOnce(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < 20; round++) {
            try (var fresh = alone(scope, Map.of())) {
                var calls = new AtomicInteger();
                registerAtOnce(fresh, calls);
                long id = round;

                fresh.inTransaction(session -> session.persist(new Reader(id, "Ada")));
                fresh.inTransaction(session -> session.find(Reader.class, id).name = "Eve");
                fresh.inTransaction(session -> session.remove(session.find(Reader.class, id)));

                assertThat(calls).as("round %d", round).hasValue(6);
            }
        }
    }

    private static void registerAtOnce(SessionFactory factory, AtomicInteger calls) throws Exception {
        var hooks = Hooks.of(factory).on(Reader.class);
        atOnce(
                () -> Changes.of(factory).register(ChangeListener.afterCommit(changes -> calls.incrementAndGet())),
                () -> hooks.afterCreate(write -> calls.incrementAndGet()),
                () -> hooks.afterUpdate(write -> calls.incrementAndGet()),
                () -> hooks.afterDelete(write -> calls.incrementAndGet()));
    }

    private static void atOnce(Runnable... tasks) throws Exception {
        var ready = new CountDownLatch(tasks.length);
        var threads = Executors.newFixedThreadPool(tasks.length);
        try {
            var running = new ArrayList<Future<?>>();
            for (var task : tasks) {
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    task.run();
                    return null;
                }));
            }
            for (var one : running) {
                one.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
