/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;

/**
 * All orders of the steps of a writer on one node, of a reader with a snapshot on another, and of a short reader, while the clocks of the
 * nodes are an hour apart. In each, an entity or the result of a query is found as the database has it for the same transaction.
 */
@HibernateExtTest(
        entities = {Shelf.class, Item.class, Bin.class},
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

    @ParameterizedTest
    @EnumSource
    void neverShowWhatIsStale(Reading reading) {
        assertThat(schedules()).hasSize(60);
        assertThat(divergent(reading, EmbeddedRedis.newPrefix(), () -> {})).isEmpty();
    }

    /** Without the sequence of changes and the locks, Redis holds what the reader with the snapshot put. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNWRITTEN_COLUMN")
    void showWhatIsStaleWhereRedisForgetsChanges(Reading reading) {
        var prefix = EmbeddedRedis.newPrefix();
        assertThat(divergent(reading, prefix, () -> EmbeddedRedis.forgetChanges(client, prefix, reading.changes)))
                .isNotEmpty();
    }

    /** What is read. */
    enum Reading {
        ENTITY(Shelf.class.getName(), Shelf.class.getName()) {
            @Override
            String name(Session session) {
                return session.find(Shelf.class, 1).name;
            }
        },
        RESULT("default-query-results-region", "#results") {
            @Override
            String name(Session session) {
                return query(session).setCacheable(true).getSingleResult();
            }
        },
        /** Of which it is known that nothing but it is written. */
        COLUMN("default-query-results-region", "#results") {
            @Override
            String name(Session session) {
                return query(session).setCacheable(true).getSingleResult();
            }

            @Override
            SelectionQuery<String> query(Session session) {
                return session.createSelectionQuery("select name from Item", String.class);
            }

            @Override
            void write(Session session) {
                var item = UpdateWay.item(session);
                item.name = other(item.name);
            }
        },
        /** Beside which another is written by itself. */
        UNWRITTEN_COLUMN("default-query-results-region", "#results") {
            @Override
            String name(Session session) {
                return COLUMN.name(session);
            }

            @Override
            SelectionQuery<String> query(Session session) {
                return COLUMN.query(session);
            }

            @Override
            void write(Session session) {
                var item = UpdateWay.item(session);
                item.note = other(item.note);
            }
        };

        private final String region;
        private final String changes;

        Reading(String region, String changes) {
            this.region = region;
            this.changes = changes;
        }

        abstract String name(Session session);

        SelectionQuery<String> query(Session session) {
            return session.createSelectionQuery("select name from Shelf where id = 1", String.class);
        }

        void write(Session session) {
            var shelf = session.find(Shelf.class, 1);
            shelf.name = other(shelf.name);
        }

        static String other(String text) {
            return text.equals("one") ? "two" : "one";
        }
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

    private List<String> divergent(Reading reading, String prefix, Runnable afterStep) {
        var results = Map.<String, Object>of("hibernate.cache.use_query_cache", "true");
        var late = new HashMap<>(results);
        late.put(CoreSettings.CLOCK, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        var found = new ArrayList<String>();
        scope.inTransaction(session -> {
            session.persist(new Shelf(1, "first"));
            session.persist(new Item());
        });
        try (var one = redis.node(scope, prefix, results);
                var other = redis.node(scope, prefix, late)) {
            for (var schedule : schedules()) {
                for (var committing : List.of(true, false)) {
                    try (var run = new Run(reading, List.of(one, other), committing)) {
                        if (!run.isExact(schedule, afterStep)) {
                            found.add(schedule + (committing ? " with a commit" : " with a rollback"));
                        }
                    }
                }
            }
            assertThat(Shop.statistics(other, reading.region).hits()).isPositive();
        }
        return found;
    }

    /** One schedule, on a row that both nodes have cached. */
    private static final class Run implements AutoCloseable {

        private final Reading reading;
        private final SessionFactoryScope other;
        private final boolean committing;
        private final Session writer;
        private final Session reader;
        private final int[] taken = new int[STEPS.length];

        Run(Reading reading, List<SessionFactoryScope> nodes, boolean committing) {
            this.reading = reading;
            this.other = nodes.get(1);
            this.committing = committing;
            for (var turn = 0; turn < 4; turn++) {
                nodes.get(turn % 2).fromTransaction(reading::name);
            }
            writer = nodes.get(0).openSession();
            reader = other.openSession();
            reader.doWork(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
        }

        boolean isExact(List<Integer> schedule, Runnable afterStep) {
            var exact = true;
            for (var actor : schedule) {
                exact &= isExact(actor, taken[actor]++);
                afterStep.run();
            }
            return exact && other.fromTransaction(this::isExact);
        }

        private boolean isExact(int actor, int step) {
            if (actor == 2) {
                return other.fromTransaction(this::isExact);
            } else if (actor == 0) {
                write(step);
                return true;
            }
            return read(step);
        }

        private void write(int step) {
            if (step == 0) {
                writer.beginTransaction();
                reading.write(writer);
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

        private boolean isExact(Session session) {
            return reading.name(session).equals(fresh(session));
        }

        private String fresh(Session session) {
            return reading.query(session).getSingleResult();
        }

        @Override
        public void close() {
            reader.doWork(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED));
            writer.close();
            reader.close();
        }
    }
}
