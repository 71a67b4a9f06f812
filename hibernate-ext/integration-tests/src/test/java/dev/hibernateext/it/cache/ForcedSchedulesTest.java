/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All orders of the steps of two writers, one of which rolls back, and a reader. In each, a cached query answers as the same query
 * without the cache does in the same session. The reader is one of the first writer's tenant, or of another.
 */
@HibernateExtTest(
        entities = {Shelf.class, Voucher.class},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ForcedSchedulesTest {

    private static final int STEPS = 3;
    private static final int ACTORS = 3;

    @Test
    void neverShowAStaleResult(SessionFactoryScope scope) {
        var schedules = schedules();

        assertThat(schedules).hasSize(1680);
        assertThat(divergent(scope, schedules)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "blue", "green"})
    void neverShowAStaleResultOfTenants(String reader, SessionFactoryScope scope) {
        assertThat(divergent(scope, List.of("red", "blue", reader), schedules()))
                .isEmpty();
    }

    @Test
    void showStaleResultsWithTheCacheOfHibernate(SessionFactoryScope scope) {
        try (var stock = StockCache.open(scope)) {
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
        return divergent(in, List.of("red", "red", "red"), schedules);
    }

    private static List<List<Integer>> divergent(
            SessionFactoryScope in, List<String> tenants, List<List<Integer>> schedules) {
        return schedules.stream()
                .filter(schedule -> {
                    try (var run = new Run(in, tenants)) {
                        return !run.isExact(schedule);
                    }
                })
                .toList();
    }

    /** One schedule, on an empty table. */
    private static final class Run implements AutoCloseable {

        private final SessionFactoryScope scope;
        private final List<String> tenants;
        private final List<Session> writers;
        private final int[] taken = new int[ACTORS];

        Run(SessionFactoryScope scope, List<String> tenants) {
            this.scope = scope;
            this.tenants = tenants;
            writers = tenants.subList(0, 2).stream().map(this::open).toList();
        }

        private Session open(String tenant) {
            return scope.factory()
                    .withOptions()
                    .tenantIdentifier((Object) tenant)
                    .openSession();
        }

        boolean isExact(List<Integer> schedule) {
            var exact = true;
            for (var actor : schedule) {
                exact &= actor == 2 ? Shop.from(scope, tenants.get(2), Run::isExact) : write(actor, taken[actor]++);
            }
            return exact;
        }

        private boolean write(int actor, int step) {
            var session = writers.get(actor);
            if (step == 0) {
                session.beginTransaction();
                session.persist(new Shelf(actor, "written by " + actor));
                session.persist(new Voucher(actor, "written by " + actor));
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
            var shelves = isExact(session, "select name from Shelf order by id");
            var vouchers = isExact(session, "select text from Voucher order by id");
            return shelves && vouchers;
        }

        private static boolean isExact(Session session, String query) {
            return answer(session, query, true).equals(answer(session, query, false));
        }

        private static List<String> answer(Session session, String query, boolean cached) {
            return session.createSelectionQuery(query, String.class)
                    .setCacheable(cached)
                    .getResultList();
        }

        @Override
        public void close() {
            for (var writer : writers) {
                writer.close();
            }
            tenants.forEach(tenant -> Shop.in(scope, tenant, session -> {
                session.createMutationQuery("delete Shelf").executeUpdate();
                session.createMutationQuery("delete Voucher").executeUpdate();
            }));
        }
    }
}
