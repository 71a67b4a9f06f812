/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.lock.AttributeDiff;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.VersionedEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conflicts of writes that know nothing of this library. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class StaleFlushIT {

    @Test
    void translatesAStaleFlush(SessionFactoryScope scope) {
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.setJdbcBatchSize(1);
            session.find(Page.class, 1).text = "mine";
            changeElsewhere(scope);
            var error = catchThrowableOfType(PersistenceException.class, session::flush);

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.entityName()).isEqualTo(Page.class.getName());
            assertThat(conflict.id()).isEqualTo(1);
            assertThat(conflict.expected()).isEqualTo(ExpectedVersion.of(0));
            assertThat(conflict.current()).isEqualTo(1L);
            assertThat(conflict.getCause()).isSameAs(error);
            assertThat(Objects.requireNonNull(conflict.diff()).attributes())
                    .containsExactly(
                            new AttributeDiff.OfValue("text", AttributeDiff.Verdict.CONFLICT, "a", "mine", "theirs"));
            session.getTransaction().rollback();
        }
    }

    @Test
    void doesNotKnowWhatABatchedFlushExpected(SessionFactoryScope scope) {
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.setJdbcBatchSize(10);
            session.find(Page.class, 1).text = "mine";
            changeElsewhere(scope);
            var error = catchThrowableOfType(PersistenceException.class, session::flush);

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.expected()).isNull();
            assertThat(conflict.current()).isEqualTo(1L);
            session.getTransaction().rollback();
        }
    }

    @Test
    void knowsTheBaseOfABatchedUpdateOfItsOwn(SessionFactoryScope scope) {
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.setJdbcBatchSize(10);

            var conflict = catchThrowableOfType(
                    VersionConflictException.class,
                    () -> OptimisticLocking.of(session).update(Page.class, 1, ExpectedVersion.of(0), page -> {
                        page.text = "mine";
                        changeElsewhere(scope);
                    }));

            assertThat(conflict.current()).isEqualTo(1L);
            assertThat(Objects.requireNonNull(conflict.diff()).attributes())
                    .containsExactly(
                            new AttributeDiff.OfValue("text", AttributeDiff.Verdict.CONFLICT, "a", "mine", "theirs"));
            session.getTransaction().rollback();
        }
    }

    @Test
    void translatesAStaleCommit(SessionFactoryScope scope) {
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.find(Page.class, 1).text = "mine";
            changeElsewhere(scope);
            var error = catchThrowableOfType(
                    PersistenceException.class, () -> session.getTransaction().commit());

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.current()).isEqualTo(1L);
            assertThat(scope.dataSource().openConnections()).hasSizeLessThan(2);
        }
        assertThat(scope.dataSource().openConnections()).isEmpty();
    }

    @Test
    void translatesAStaleMergeOfADetachedEntity(SessionFactoryScope scope) {
        insert(scope);
        var detached = scope.fromTransaction(session -> session.find(Page.class, 1));
        changeElsewhere(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            var error = catchThrowableOfType(PersistenceException.class, () -> session.merge(detached));

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.current()).isEqualTo(1L);
            session.getTransaction().rollback();
        }
    }

    @Test
    void translatesAStaleStatelessWrite(SessionFactoryScope scope) {
        insert(scope);
        var detached = scope.fromTransaction(session -> session.find(Page.class, 1));
        changeElsewhere(scope);
        scope.inStatelessTransaction(session -> {
            var error = catchThrowableOfType(PersistenceException.class, () -> session.update(detached));

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.current()).isEqualTo(1L);
            assertThat(conflict.expected()).isNull();
        });
    }

    @Test
    void translatesAFailedCheckOfARead(SessionFactoryScope scope) {
        assumeThat(scope.database().kind())
                .as("MariaDB's repeatable read sees the old version at the check as well")
                .isNotEqualTo(DatabaseKind.MARIADB);
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.find(Page.class, 1, LockModeType.OPTIMISTIC);
            changeElsewhere(scope);
            var error = catchThrowableOfType(
                    PersistenceException.class, () -> session.getTransaction().commit());

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.id()).isEqualTo(1);
        }
    }

    @Test
    void leavesOtherErrorsAlone(SessionFactoryScope scope) {
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.persist(new Page(1));
            var error = catchThrowableOfType(PersistenceException.class, session::flush);

            assertThat(VersionConflictException.from(error, session)).isNull();
            session.getTransaction().rollback();
        }
    }

    @Test
    void reportsTheRowAFlushOfSeveralFoundStale(SessionFactoryScope scope) {
        insert(scope);
        scope.inTransaction(session -> session.persist(new Page(2)));
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.find(Page.class, 1).text = "mine";
            changeElsewhere(scope);

            var conflict = catchThrowableOfType(
                    VersionConflictException.class,
                    () -> OptimisticLocking.of(session)
                            .update(Page.class, 2, ExpectedVersion.of(0), page -> page.text = "b"));

            assertThat(conflict.id()).isEqualTo(1);
            session.getTransaction().rollback();
        }
    }

    @Test
    void saysThatTheRowCannotBeReadInAnAbortedTransaction(SessionFactoryScope scope) {
        assumeThat(scope.database().kind())
                .as("elsewhere a failed statement leaves the transaction usable")
                .isEqualTo(DatabaseKind.POSTGRESQL);
        insert(scope);
        try (var session = scope.openSession()) {
            session.beginTransaction();
            session.find(Page.class, 1).text = "mine";
            changeElsewhere(scope);
            var error = catchThrowableOfType(PersistenceException.class, session::flush);
            assertThatThrownBy(() -> session.doWork(
                            connection -> connection.createStatement().execute("select 1 / 0")))
                    .isInstanceOf(PersistenceException.class);

            var conflict = Objects.requireNonNull(VersionConflictException.from(error, session));

            assertThat(conflict.isCurrentKnown()).isFalse();
            assertThat(conflict.isGone()).isFalse();
            assertThat(conflict.current()).isNull();
            assertThat(conflict).hasMessageContaining("cannot be read");
            session.getTransaction().rollback();
        }
    }

    private static void insert(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Page(1)));
    }

    private static void changeElsewhere(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.find(Page.class, 1).text = "theirs");
    }

    @Entity(name = "Page")
    static class Page extends VersionedEntity {

        @Id
        int id;

        @Nullable
        String text = "a";

        Page() {}

        Page(int id) {
            this.id = id;
        }
    }
}
