/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.VersionTimestamp;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many writers, one row, on real databases. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        leakCheck = false)
class NoLostUpdateIT {

    private static final int WRITERS = 16;
    private static final int INCREMENTS = 1_000;

    /** As a pool smaller than the number of writers would. */
    private static final int CONNECTIONS = 3;

    @ParameterizedTest
    @ValueSource(classes = {Numbered.class, Timed.class})
    void endsWithAsManyIncrementsAsSucceeded(Class<? extends Tally> type, SessionFactoryScope scope) throws Exception {
        scope.inTransaction(session -> session.persist(type == Timed.class ? new Timed() : new Numbered()));
        var permits = new Semaphore(CONNECTIONS);
        var pool = Executors.newFixedThreadPool(WRITERS);
        try {
            var writers = IntStream.range(0, WRITERS)
                    .<Callable<Integer>>mapToObj(i -> () -> write(i, type, scope, permits))
                    .toList();
            var successes = 0;
            for (var writer : pool.invokeAll(writers)) {
                successes += writer.get();
            }

            var stored = scope.fromTransaction(session -> session.find(type, 1));
            assertThat(successes).isEqualTo(WRITERS * INCREMENTS);
            assertThat(stored.amount).isEqualTo(successes);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Increments until as many as wanted have succeeded. */
    private static int write(int writer, Class<? extends Tally> type, SessionFactoryScope scope, Semaphore permits)
            throws InterruptedException {
        var successes = 0;
        while (successes < INCREMENTS) {
            permits.acquire();
            try {
                successes += (writer % 2 == 0 ? plainly(type, scope) : guarded(type, scope)) ? 1 : 0;
            } finally {
                permits.release();
            }
        }
        return successes;
    }

    private static boolean plainly(Class<? extends Tally> type, SessionFactoryScope scope) {
        try {
            scope.inTransaction(session -> session.find(type, 1).amount++);
            return true;
        } catch (OptimisticLockException | RollbackException stale) {
            return false;
        }
    }

    private static boolean guarded(Class<? extends Tally> type, SessionFactoryScope scope) {
        try {
            scope.inStatelessTransaction(session ->
                    OptimisticLocking.of(session).update(type, 1, ExpectedVersion.any(), tally -> tally.amount++));
            return true;
        } catch (VersionConflictException stale) {
            return false;
        }
    }

    @MappedSuperclass
    abstract static class Tally {

        @Id
        int id = 1;

        int amount;
    }

    @Entity(name = "Numbered")
    static class Numbered extends Tally {

        @Version
        int version;
    }

    @Entity(name = "Timed")
    static class Timed extends Tally {

        @Version
        @VersionTimestamp
        @Column(secondPrecision = 3)
        @Nullable
        Instant version;
    }
}
