/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A new entity that is changed before its insert runs is written by an insert and an update in one flush; what the insert has
 * generated is still known to the session and to the cache afterwards.
 */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create")
        })
class ChangedBeforeInsertIT {

    @Test
    void keepsTenantAndStamps(SessionFactoryScope scope) {
        keepsWhatTheInsertGenerated(scope, new Bill());
    }

    @Test
    void keepsStampsInAnEmbeddable(SessionFactoryScope scope) {
        keepsWhatTheInsertGenerated(scope, new Note());
    }

    @Test
    void keepsCreationStampsInAnEmbeddableOfTheirOwn(SessionFactoryScope scope) {
        keepsWhatTheInsertGenerated(scope, new Memo());
    }

    @Test
    void keepsAnEpochOfADynamicUpdate(SessionFactoryScope scope) {
        keepsWhatTheInsertGenerated(scope, new Event());
    }

    private static void keepsWhatTheInsertGenerated(SessionFactoryScope scope, Row row) {
        in(scope, session -> {
            session.persist(row);
            row.write("changed before the insert");
            session.flush();
            row.write("changed after it");
        });

        in(
                scope,
                session -> assertThat(session.find(row.getClass(), 1).generated())
                        .doesNotContainNull()
                        .isEqualTo(row.generated()));
        in(scope, session -> session.find(row.getClass(), 1).write("changed by another session"));
        scope.factory().getCache().evictAll();
        in(
                scope,
                session ->
                        assertThat(session.find(row.getClass(), 1).generated()).isEqualTo(row.generated()));
    }

    @Test
    void cachesWhatTheInsertGenerated(SessionFactoryScope scope, StatementRecorder recorder) {
        var bill = new Bill();
        in(scope, session -> {
            session.persist(bill);
            bill.write("changed before the insert");
        });

        recorder.clear();
        in(scope, session -> assertThat(session.find(Bill.class, 1).generated()).isEqualTo(bill.generated()));
        in(scope, session -> session.find(Bill.class, 1).write("changed by another session"));
        assertThat(recorder.matching("(?i)select.*Bill.*")).isEmpty();
    }

    private static void in(SessionFactoryScope scope, Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) "red").openSession()) {
            session.inTransaction(transaction -> work.accept(session));
        }
    }

    interface Row {

        void write(String text);

        List<@Nullable Object> generated();
    }

    @Entity(name = "Bill")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Bill extends TenantEntity implements Row {

        @Id
        int id = 1;

        String text = "";

        @Override
        public void write(String text) {
            this.text = text;
        }

        @Override
        public List<@Nullable Object> generated() {
            return Arrays.asList(getTenantId(), getCreatedAt());
        }
    }

    @Entity(name = "Note")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Note implements Row {

        @Id
        int id = 1;

        String text = "";

        @Nullable
        AuditStamps stamps;

        @Override
        public void write(String text) {
            this.text = text;
        }

        @Override
        public List<@Nullable Object> generated() {
            return Arrays.asList(Objects.requireNonNull(stamps).getCreatedAt());
        }
    }

    @Entity(name = "Memo")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Memo implements Row {

        @Id
        int id = 1;

        String text = "";

        @Nullable
        Creation creation;

        @Override
        public void write(String text) {
            this.text = text;
        }

        @Override
        public List<@Nullable Object> generated() {
            return Arrays.asList(Objects.requireNonNull(creation).at);
        }
    }

    @Embeddable
    static class Creation {

        @CreatedAt
        @Nullable
        Instant at;
    }

    @Entity(name = "Event")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @DynamicUpdate
    static class Event implements Row {

        @Id
        int id = 1;

        String text = "";

        @CreatedAt
        long millis;

        @Override
        public void write(String text) {
            this.text = text;
        }

        @Override
        public List<@Nullable Object> generated() {
            return Arrays.asList(millis == 0 ? null : millis);
        }
    }
}
