/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.softdelete.UnknownDeletionException;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.RollbackException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.exception.LockAcquisitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sixteen threads delete, change, restore and purge the same rows: one wins, the others are told, nothing is done by halves. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class TrashConcurrencyIT {

    private static final int THREADS = 16;

    private static final int ROUNDS = 4;

    @Test
    void letsOneOfManyDeletesWin(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = persisted(scope, round);

            var outcomes = race(scope, thread -> session -> session.remove(live(session, id)));

            assertThat(outcomes).containsOnlyOnce(Outcome.DONE);
            assertWhole(scope, id, true, 1);
        }
    }

    @Test
    void letsOneOfManySetBasedDeletesWin(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = persisted(scope, round);

            var outcomes = race(
                    scope, thread -> session -> Trash.of(session, Parent.class).delete(List.of(id)));

            assertThat(outcomes).containsOnlyOnce(Outcome.DONE);
            assertWhole(scope, id, true, 1);
        }
    }

    @Test
    void losesNoUpdateToADelete(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = persisted(scope, round);

            var outcomes = race(
                    scope,
                    thread -> thread % 2 == 0
                            ? session -> session.remove(live(session, id))
                            : session -> live(session, id).writes++);

            var parent = row(scope, id);
            var done = outcomes.stream().filter(Outcome.DONE::equals).count();
            assertThat(parent.getVersion()).isEqualTo(done);
            assertThat((long) parent.writes).isEqualTo(parent.getDeletedAt() == null ? done : done - 1);
        }
    }

    @Test
    void letsOneOfManyRestoresWin(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = persisted(scope, round);
            scope.inTransaction(session -> session.remove(session.find(Parent.class, id)));
            var deletion = Objects.requireNonNull(row(scope, id).getDeletionId());

            var outcomes = race(
                    scope,
                    thread -> thread % 2 == 0
                            ? session -> Trash.of(session, Parent.class).restore(id)
                            : session -> Trash.of(session, Parent.class).restoreOperation(deletion));

            assertThat(outcomes).containsOnlyOnce(Outcome.DONE);
            assertWhole(scope, id, false, 2);
        }
    }

    @Test
    void endsEveryRaceOfDeletesAndRestoresWithAWholeTree(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = persisted(scope, round);

            var outcomes = race(
                    scope,
                    thread -> thread % 2 == 0
                            ? session -> Trash.of(session, Parent.class).delete(List.of(id))
                            : session -> Trash.of(session, Parent.class).restore(id));

            var done = outcomes.stream().filter(Outcome.DONE::equals).count();
            assertWhole(scope, id, done % 2 == 1, done);
        }
    }

    @Test
    void purgesOrRestoresARowNeverBoth(SessionFactoryScope scope) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var id = persisted(scope, round);
            scope.inTransaction(session -> session.remove(session.find(Parent.class, id)));

            var outcomes = race(
                    scope,
                    thread -> thread % 2 == 0
                            ? session -> Trash.of(session, Parent.class).restore(id)
                            : session -> Trash.of(session, Parent.class).purge(id));

            assertThat(outcomes).containsOnlyOnce(Outcome.DONE);
            var left = scope.fromTransaction(session -> session.find(Parent.class, id));
            if (left == null) {
                assertThat(rows(scope, id)).isZero();
            } else {
                assertWhole(scope, id, false, 2);
            }
        }
    }

    private static int persisted(SessionFactoryScope scope, int round) {
        scope.inTransaction(session -> {
            var parent = new Parent(round);
            for (int child = 0; child < 3; child++) {
                parent.children.add(new Child(round * 10 + child, parent));
            }
            session.persist(parent);
        });
        return round;
    }

    private static List<Outcome> race(SessionFactoryScope scope, Racers racers) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var start = new CyclicBarrier(THREADS);
            var runs = IntStream.range(0, THREADS)
                    .<Callable<Outcome>>mapToObj(thread -> () -> {
                        start.await(30, TimeUnit.SECONDS);
                        return run(scope, racers.of(thread));
                    })
                    .toList();
            var outcomes = new ArrayList<Outcome>();
            for (var run : pool.invokeAll(runs)) {
                outcomes.add(run.get());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome run(SessionFactoryScope scope, Work work) {
        try {
            scope.inTransaction(session -> {
                work.run(session);
                session.flush();
            });
            return Outcome.DONE;
        } catch (VersionConflictException
                | NotInTrashException
                | UnknownDeletionException
                | EntityMissingException
                | OptimisticLockException
                | RollbackException stale) {
            return Outcome.REFUSED;
        } catch (LockAcquisitionException | PessimisticLockException | GenericJDBCException deadlock) {
            return Outcome.REFUSED;
        }
    }

    /** Parent and children are deleted by one operation or there, all of them. */
    private static void assertWhole(SessionFactoryScope scope, int id, boolean deleted, long version) {
        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                var parent = all.find(Parent.class, id);
                assertThat(parent.getDeletedAt() != null).isEqualTo(deleted);
                assertThat(parent.getVersion()).isEqualTo(version);
                assertThat(parent.children).hasSize(3).allSatisfy(child -> {
                    assertThat(child.getDeletionId()).isEqualTo(parent.getDeletionId());
                    assertThat(child.getVersion()).isEqualTo(version);
                });
            }
        });
    }

    private static Parent live(Session session, int id) {
        var parent = session.find(Parent.class, id);
        if (parent == null) {
            throw new OptimisticLockException("deleted before it was read");
        }
        return parent;
    }

    private static Parent row(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                return all.find(Parent.class, id);
            }
        });
    }

    private static long rows(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(
                session -> session.createNativeQuery("select count(*) from Child where parent_id = " + id, Long.class)
                        .getSingleResult());
    }

    private enum Outcome {
        DONE,
        REFUSED
    }

    private interface Racers {

        Work of(int thread);
    }

    private interface Work {

        void run(Session session);
    }

    @Entity(name = "Parent")
    static class Parent extends SoftDeletableEntity {

        @Id
        int id;

        int writes;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
        Set<Child> children = new HashSet<>();

        Parent() {}

        Parent(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Child")
    static class Child extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Parent parent;

        Child() {}

        Child(int id, Parent parent) {
            this.id = id;
            this.parent = parent;
        }
    }
}
