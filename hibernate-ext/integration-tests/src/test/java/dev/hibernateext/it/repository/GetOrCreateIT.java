/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.repository.FoundOrCreated;
import dev.hibernateext.repository.FoundOrCreated.Created;
import dev.hibernateext.repository.FoundOrCreated.Found;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One row for one key, however many ask for it at once. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class GetOrCreateIT {

    private static final int THREADS = 64;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void insertsOnceForManyThreads(int poolSize, SessionFactoryScope scope) throws Exception {
        try (var pool = pool(scope, poolSize);
                var pooled =
                        scope.openAnother(settings -> settings.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool))) {
            var executor = Executors.newFixedThreadPool(THREADS);
            try {
                var start = new CountDownLatch(1);
                var results = new ArrayList<Future<FoundOrCreated<Label>>>();
                for (var i = 0; i < THREADS; i++) {
                    results.add(executor.submit(() -> {
                        start.await();
                        return getOrCreate(pooled, "key");
                    }));
                }
                start.countDown();

                assertThat(created(results)).isOne();
            } finally {
                executor.shutdownNow();
            }
        }
        scope.inTransaction(session ->
                assertThat(Repository.of(session, Label.class).count()).isOne());
    }

    private static long created(Iterable<Future<FoundOrCreated<Label>>> results)
            throws InterruptedException, ExecutionException {
        var created = 0;
        for (var result : results) {
            assertThat(result.get().entity().name).isEqualTo("key");
            created += result.get() instanceof Created<Label> ? 1 : 0;
        }
        return created;
    }

    @Test
    void keepsWhatTheSessionManagesWhenSomebodyElseWasFaster(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var labels = Repository.<Label, UUID>of(session, Label.class);
            var other = labels.insert(new Label("other"));

            var result = labels.getOrCreate(named("key"), () -> {
                scope.inTransaction(rival -> rival.persist(new Label("key")));
                return new Label("key");
            });

            assertThat(result).isInstanceOf(Found.class);
            assertThat(session.contains(result.entity())).isTrue();
            assertThat(session.contains(other)).isTrue();
            other.note = "changed";
        });

        assertThat(labelNamed(scope, "other").note).isEqualTo("changed");
    }

    @Test
    void managesTheRowItHasInserted(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var label = Repository.of(session, Label.class)
                    .getOrCreate(named("key"), () -> new Label("key"))
                    .entity();
            label.note = "changed";
        });

        assertThat(labelNamed(scope, "key").note).isEqualTo("changed");
    }

    @Test
    void passesOnWhatIsNotAboutTheKey(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Label("taken")));

        assertThatThrownBy(() -> scope.inTransaction(session ->
                        Repository.of(session, Label.class).getOrCreate(named("key"), () -> new Label("taken"))))
                .isInstanceOf(PersistenceException.class);
    }

    @Test
    void needsATransactionToInsert(SessionFactoryScope scope) {
        try (var session = scope.openStatelessSession()) {
            assertThatThrownBy(
                            () -> Repository.of(session, Label.class).getOrCreate(named("key"), () -> new Label("key")))
                    .isInstanceOf(TransactionRequiredException.class);
        }
    }

    private static FoundOrCreated<Label> getOrCreate(SessionFactoryScope scope, String name) {
        return scope.fromStatelessTransaction(
                session -> Repository.of(session, Label.class).getOrCreate(named(name), () -> new Label(name)));
    }

    private static Label labelNamed(SessionFactoryScope scope, String name) {
        return scope.fromTransaction(session ->
                Repository.of(session, Label.class).where(named(name)).one());
    }

    private static Restriction<Label> named(String name) {
        return Restriction.restrict(Label.class, "name", Range.singleValue(name));
    }

    private static HikariDataSource pool(SessionFactoryScope scope, int size) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(scope.database().url());
        pool.setUsername(scope.database().user());
        pool.setPassword(scope.database().password());
        pool.setMaximumPoolSize(size);
        return pool;
    }

    @Entity(name = "Label")
    static class Label {

        @Id
        UUID id = UUID.randomUUID();

        @Column(unique = true)
        String name = "";

        @Nullable
        String note;

        protected Label() {}

        Label(String name) {
            this.name = name;
        }
    }
}
