/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random transactions against a model of the phases: for each flush the before hooks of everything it writes, then the after
 * hooks of it; a hook that throws ends the flush before its first statement.
 */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL})
class HookOrderIT {

    private static final int SCENARIOS = 500;

    private final List<HookRegistration> registrations = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<Integer, Runnable> duringAfter = new HashMap<>();
    private int refused;
    private int lastId;

    @BeforeEach
    void registerHooks(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Thing.class);
        registrations.addAll(List.of(
                hooks.beforeSave(this::before),
                hooks.beforeDelete(this::before),
                hooks.afterSave(this::after),
                hooks.afterDelete(this::after)));
    }

    @AfterEach
    void closeHooks() {
        registrations.forEach(HookRegistration::close);
    }

    private void before(EntityWrite<? extends Thing> write) {
        if (write.entity().id == refused) {
            throw new Refusal();
        }
        calls.add("before " + write.operation() + " " + write.id());
    }

    private void after(EntityWrite<? extends Thing> write) {
        calls.add("after " + write.operation() + " " + write.id());
        var afters =
                (int) calls.stream().filter(call -> call.startsWith("after")).count();
        var work = duringAfter.remove(afters);
        if (work != null) {
            work.run();
        }
    }

    @Test
    void followsTheModelInRandomTransactions(SessionFactoryScope scope) {
        var committed = new TreeMap<Integer, List<Integer>>();
        for (var seed = 0; seed < SCENARIOS; seed++) {
            calls.clear();
            duringAfter.clear();
            refused = 0;
            var model = new Model(committed);
            try (var session = scope.openSession()) {
                if (new Scenario(session, model, new Random(seed)).run()) {
                    committed = model.rows;
                }
            }
            assertThat(phases(calls)).as("seed %d", seed).isEqualTo(phases(model.expected));
            var ids = scope.fromTransaction(session -> session.createSelectionQuery(
                            "select id from Thing where whole is null order by id", Integer.class)
                    .getResultList());
            assertThat(ids).as("rows after seed %d", seed).containsExactlyElementsOf(committed.keySet());
        }
    }

    /** Consecutive calls of one phase as sets: within a phase, the session decides the order. */
    private static List<Set<String>> phases(List<String> calls) {
        var phases = new ArrayList<Set<String>>();
        var last = "";
        for (var call : calls) {
            var phase = call.substring(0, call.indexOf(' '));
            if (!phase.equals(last)) {
                phases.add(new TreeSet<>());
                last = phase;
            }
            phases.get(phases.size() - 1).add(call);
        }
        return phases;
    }

    /** One random transaction. */
    private final class Scenario {

        private final Session session;
        private final Model model;
        private final Random random;

        Scenario(Session session, Model model, Random random) {
            this.session = session;
            this.model = model;
            this.random = random;
        }

        /** Whether it committed. */
        boolean run() {
            var transaction = session.beginTransaction();
            for (var steps = 2 + random.nextInt(8); steps > 0; steps--) {
                if (!step()) {
                    transaction.rollback();
                    return false;
                }
            }
            if (random.nextInt(4) == 0) {
                transaction.rollback();
                return false;
            }
            model.flush();
            transaction.commit();
            return true;
        }

        private boolean step() {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> create();
                case 3, 4 -> update();
                case 5 -> remove();
                case 6 -> flush();
                case 7 -> nestedFlush();
                case 8 -> session.doWork(connection -> connection.rollback(connection.setSavepoint()));
                default -> {
                    return !refuse();
                }
            }
            return true;
        }

        private void create() {
            var whole = new Thing(++lastId);
            model.create(whole.id, null);
            if (random.nextBoolean()) {
                var part = new Thing(++lastId);
                part.whole = whole;
                whole.parts.add(part);
                model.create(part.id, whole.id);
            }
            session.persist(whole);
        }

        private void update() {
            var id = model.anyWritten(random);
            if (id != null) {
                session.find(Thing.class, id).text = "text " + random.nextInt();
                model.pending.put(id, Operation.UPDATE);
            }
        }

        private void remove() {
            var id = model.anyWritten(random);
            if (id != null) {
                session.remove(session.find(Thing.class, id));
                model.remove(id);
            }
        }

        private void flush() {
            model.flush();
            session.flush();
        }

        /** The last after hook of the flush persists and flushes. */
        private void nestedFlush() {
            var writes = model.pending.size();
            model.flush();
            if (writes > 0) {
                var id = ++lastId;
                var afters = (int) model.expected.stream()
                        .filter(call -> call.startsWith("after"))
                        .count();
                duringAfter.put(afters, () -> {
                    session.persist(new Thing(id));
                    session.flush();
                });
                model.create(id, null);
                model.flush();
            }
            session.flush();
        }

        /** Whether there was something to refuse. */
        private boolean refuse() {
            if (model.pending.isEmpty()) {
                return false;
            }
            var ids = List.copyOf(model.pending.keySet());
            refused = ids.get(random.nextInt(ids.size()));
            var seen = calls.size();
            assertThat(catchThrowable(session::flush)).isInstanceOf(Refusal.class);
            var tail = List.copyOf(calls.subList(seen, calls.size()));
            assertThat(tail).allSatisfy(call -> assertThat(model.befores()).contains(call));
            assertThat(session.getTransaction().getRollbackOnly()).isTrue();
            model.expected.addAll(tail);
            return true;
        }
    }

    /** What the database holds and what the next flush will do to it. */
    private static final class Model {

        private final TreeMap<Integer, List<Integer>> rows;
        private final Map<Integer, Operation> pending = new LinkedHashMap<>();
        private final List<String> expected = new ArrayList<>();

        Model(Map<Integer, List<Integer>> rows) {
            this.rows = new TreeMap<>(rows);
        }

        void create(int id, @Nullable Integer whole) {
            pending.put(id, Operation.CREATE);
            if (whole == null) {
                rows.put(id, List.of());
            } else {
                rows.put(whole, List.of(id));
            }
        }

        void remove(int id) {
            pending.put(id, Operation.DELETE);
            var parts = rows.remove(id);
            if (parts != null) {
                parts.forEach(part -> pending.put(part, Operation.DELETE));
            }
        }

        @Nullable
        Integer anyWritten(Random random) {
            var ids = rows.keySet().stream()
                    .filter(id -> pending.get(id) != Operation.CREATE)
                    .toList();
            return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
        }

        List<String> befores() {
            return pending.entrySet().stream()
                    .map(entry -> "before " + entry.getValue() + " " + entry.getKey())
                    .toList();
        }

        void flush() {
            expected.addAll(befores());
            befores().forEach(before -> expected.add(before.replace("before", "after")));
            pending.clear();
        }
    }

    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Thing")
    static class Thing {
        @Id
        int id;

        @Nullable
        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Thing whole;

        @OneToMany(mappedBy = "whole", cascade = CascadeType.ALL)
        List<Thing> parts = new ArrayList<>();

        Thing() {}

        Thing(int id) {
            this.id = id;
        }
    }
}
