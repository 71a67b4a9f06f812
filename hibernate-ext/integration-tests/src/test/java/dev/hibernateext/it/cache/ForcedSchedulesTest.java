/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/**
 * All orders of the steps of two writers, one of which rolls back, and a reader. In each, a cached query answers as the same query
 * without the cache does in the same session.
 */
@HibernateExtTest(entities = Shelf.class, settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ForcedSchedulesTest {

    private static final int STEPS = 3;
    private static final int ACTORS = 3;

    @Test
    void neverShowAStaleResult(SessionFactoryScope scope) {
        var schedules = schedules();

        assertThat(schedules).hasSize(1680);
        assertThat(divergent(scope, schedules)).isEmpty();
    }

    @Test
    void showStaleResultsWithTheCacheOfHibernate(SessionFactoryScope scope) {
        try (var stock = scope.openAnother(settings -> settings.putAll(Map.of(
                CacheSettings.ENABLED,
                "false",
                "hibernate.cache.region.factory_class",
                "jcache",
                "hibernate.javax.cache.provider",
                "org.ehcache.jsr107.EhcacheCachingProvider",
                "hibernate.javax.cache.missing_cache_strategy",
                "create")))) {
            assertThat(divergent(stock, schedules())).isNotEmpty();
        }
    }

    /** Who takes the next step: 0 and 1 write, query and end; 2 queries in a transaction of its own each time. */
    private static List<List<Integer>> schedules() {
        var all = new ArrayList<List<Integer>>();
        extend(List.of(), all);
        return all;
    }

    private static void extend(List<Integer> begun, List<List<Integer>> all) {
        if (begun.size() == STEPS * ACTORS) {
            all.add(begun);
            return;
        }
        for (var actor = 0; actor < ACTORS; actor++) {
            var next = actor;
            if (begun.stream().filter(step -> step == next).count() < STEPS) {
                var longer = new ArrayList<>(begun);
                longer.add(actor);
                extend(longer, all);
            }
        }
    }

    private static List<List<Integer>> divergent(SessionFactoryScope in, List<List<Integer>> schedules) {
        return schedules.stream()
                .filter(schedule -> {
                    try (var run = new Run(in)) {
                        return !run.isExact(schedule);
                    }
                })
                .toList();
    }

    /** One schedule, on an empty table. */
    private static final class Run implements AutoCloseable {

        private final SessionFactoryScope scope;
        private final Session[] writers;
        private final int[] taken = new int[ACTORS];

        Run(SessionFactoryScope scope) {
            this.scope = scope;
            writers = new Session[] {scope.openSession(), scope.openSession()};
        }

        boolean isExact(List<Integer> schedule) {
            var exact = true;
            for (var actor : schedule) {
                exact &= actor == 2 ? scope.fromTransaction(Run::isExact) : write(actor, taken[actor]++);
            }
            return exact;
        }

        private boolean write(int actor, int step) {
            var session = writers[actor];
            if (step == 0) {
                session.beginTransaction();
                session.persist(new Shelf(actor, "written by " + actor));
                session.flush();
            } else if (step == 1) {
                return isExact(session);
            } else if (actor == 0) {
                session.getTransaction().commit();
            } else {
                session.getTransaction().rollback();
            }
            return true;
        }

        private static boolean isExact(Session session) {
            return names(session, true).equals(names(session, false));
        }

        private static List<String> names(Session session, boolean cached) {
            return session.createSelectionQuery("select name from Shelf order by id", String.class)
                    .setCacheable(cached)
                    .getResultList();
        }

        @Override
        public void close() {
            for (var writer : writers) {
                writer.close();
            }
            scope.inTransaction(
                    session -> session.createMutationQuery("delete Shelf").executeUpdate());
        }
    }
}
