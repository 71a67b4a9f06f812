/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/**
 * All orders of the steps of a writer on one node, of a reader with a snapshot on another, and of a short reader, while the clocks of the
 * nodes are an hour apart. In each, an entity is found as the database has it for the same transaction.
 */
@HibernateExtTest(
        entities = Shelf.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL})
class RedisSchedulesIT {

    private static final int[] STEPS = {2, 3, 1};

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final SessionFactoryScope scope;

    RedisSchedulesIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeAll
    static void start() {
        redis = new EmbeddedRedis().settled();
        client = redis.newClient();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        redis.close();
    }

    @Test
    void neverShowAStaleEntity() {
        assertThat(schedules()).hasSize(60);
        assertThat(divergent(() -> {})).isEmpty();
    }

    /** Without the sequence of changes and the locks, Redis holds what the reader with the snapshot put. */
    @Test
    void showStaleEntitiesWhereRedisForgetsChanges() {
        var prefix = EmbeddedRedis.newPrefix();
        assertThat(divergent(prefix, () -> forgetChanges(prefix))).isNotEmpty();
    }

    private static void forgetChanges(String prefix) {
        var changes = EmbeddedRedis.texts(client, prefix, Shelf.class.getName() + ":changes");
        changes.readAllKeySet().stream()
                .filter(key -> !key.equals("#incarnation"))
                .forEach(key -> changes.fastPut(key, "0"));
        EmbeddedRedis.texts(client, prefix, Shelf.class.getName() + ":locks").delete();
    }

    private static List<List<Integer>> schedules() {
        var all = new ArrayList<List<Integer>>();
        extend(List.of(), all);
        return all;
    }

    private static void extend(List<Integer> begun, List<List<Integer>> all) {
        if (begun.size() == STEPS[0] + STEPS[1] + STEPS[2]) {
            all.add(begun);
            return;
        }
        for (var actor = 0; actor < STEPS.length; actor++) {
            var next = actor;
            if (begun.stream().filter(step -> step == next).count() < STEPS[actor]) {
                var longer = new ArrayList<>(begun);
                longer.add(actor);
                extend(longer, all);
            }
        }
    }

    private List<String> divergent(Runnable afterStep) {
        return divergent(EmbeddedRedis.newPrefix(), afterStep);
    }

    private List<String> divergent(String prefix, Runnable afterStep) {
        var late = Map.<String, Object>of(CoreSettings.CLOCK, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        var found = new ArrayList<String>();
        scope.inTransaction(session -> session.persist(new Shelf(1, "first")));
        try (var one = redis.node(scope, prefix, Map.of());
                var other = redis.node(scope, prefix, late)) {
            for (var schedule : schedules()) {
                for (var committing : List.of(true, false)) {
                    try (var run = new Run(one, other, committing)) {
                        if (!run.isExact(schedule, afterStep)) {
                            found.add(schedule + (committing ? " with a commit" : " with a rollback"));
                        }
                    }
                }
            }
            assertThat(Shop.statistics(other, Shelf.class.getName()).hits()).isPositive();
        }
        return found;
    }

    /** One schedule, on a row that both nodes have cached. */
    private static final class Run implements AutoCloseable {

        private final SessionFactoryScope other;
        private final boolean committing;
        private final Session writer;
        private final Session reader;
        private final int[] taken = new int[STEPS.length];

        Run(SessionFactoryScope one, SessionFactoryScope other, boolean committing) {
            this.other = other;
            this.committing = committing;
            for (var node : List.of(one, other, one, other)) {
                node.inTransaction(session -> session.find(Shelf.class, 1));
            }
            writer = one.openSession();
            reader = other.openSession();
            reader.doWork(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
        }

        boolean isExact(List<Integer> schedule, Runnable afterStep) {
            var exact = true;
            for (var actor : schedule) {
                exact &= isExact(actor, taken[actor]++);
                afterStep.run();
            }
            return exact && other.fromTransaction(Run::isExact);
        }

        private boolean isExact(int actor, int step) {
            if (actor == 2) {
                return other.fromTransaction(Run::isExact);
            } else if (actor == 0) {
                write(step);
                return true;
            }
            return read(step);
        }

        private void write(int step) {
            if (step == 0) {
                writer.beginTransaction();
                var shelf = writer.find(Shelf.class, 1);
                shelf.name = shelf.name.equals("one") ? "two" : "one";
                writer.flush();
            } else if (committing) {
                writer.getTransaction().commit();
            } else {
                writer.getTransaction().rollback();
            }
        }

        private boolean read(int step) {
            if (step == 0) {
                reader.beginTransaction();
                fresh(reader);
            } else if (step == 1) {
                return isExact(reader);
            } else {
                reader.getTransaction().commit();
            }
            return true;
        }

        private static boolean isExact(Session session) {
            return session.find(Shelf.class, 1).name.equals(fresh(session));
        }

        private static String fresh(Session session) {
            return session.createSelectionQuery("select name from Shelf where id = 1", String.class)
                    .getSingleResult();
        }

        @Override
        public void close() {
            reader.doWork(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED));
            writer.close();
            reader.close();
        }
    }
}
