/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.transaction.TransactionScope;
import dev.hibernateext.core.transaction.Transactions;
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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random transactions against a model of the phases: for each flush the before hooks of everything it writes, then the after hooks of it; at
 * the end those of the commit or of the rollback, never both. Within a phase, hooks run by order and then by registration. Units of work nest
 * by savepoint, hooks flush and fail, and commits fail: by a constraint that PostgreSQL checks as late as then, and by a hook.
 */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class HookOrderIT {

    private static final int SCENARIOS = 500;
    private static final int DEEPEST = 2;
    private static final List<Ending> ENDINGS = List.of(Ending.values());

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private final Map<Event, Integer> events = new EnumMap<>(Event.class);
    private int lastId;

    /** How a transaction is to end if nothing ends it before. */
    private enum Ending {
        COMMIT,
        COMMIT_WHAT_A_HOOK_WRITES,
        HOOK_REFUSES_COMMIT,
        DATABASE_REFUSES_COMMIT,
        WORK_FAILS,
        MARKED_TO_ROLL_BACK
    }

    /** What a transaction has met on its way. */
    private enum Event {
        CASCADED_PERSIST,
        CASCADED_REMOVE,
        FLUSH_INSIDE_A_HOOK,
        HOOK_FAILED_BEFORE_THE_WRITE,
        HOOK_FAILED_AFTER_THE_WRITE,
        SAVEPOINT_KEPT,
        SAVEPOINT_UNDONE,
        COMMITTED_CHANGES,
        ROLLED_BACK_CHANGES
    }

    @Test
    void followsTheModelInRandomTransactions(SessionFactoryScope scope) {
        if (checksLate(scope)) {
            scope.inTransaction(session -> session.createNativeMutationQuery(
                            "alter table Thing add constraint late unique (code) deferrable initially deferred")
                    .executeUpdate());
        }
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (var number = 0; number < SCENARIOS; number++) {
            var name = "seed %d, scenario %d".formatted(seed, number);
            rows = new Scenario(scope, rows, new Random(seed + number)).run(name);
            assertThat(wholes(scope)).as("rows, %s", name).containsExactlyElementsOf(rows.keySet());
        }
        assertThat(endings)
                .as("endings, seed %d", seed)
                .hasSize(ENDINGS.size())
                .allSatisfy((ending, times) -> assertThat(times).isGreaterThan(SCENARIOS / 50));
        assertThat(events)
                .as("events, seed %d", seed)
                .hasSize(Event.values().length)
                .allSatisfy((event, times) -> assertThat(times).isGreaterThan(SCENARIOS / 50));
    }

    private void count(Event event) {
        events.merge(event, 1, Integer::sum);
    }

    private static boolean checksLate(SessionFactoryScope scope) {
        return scope.database().kind() == DatabaseKind.POSTGRESQL;
    }

    private static List<Integer> wholes(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> session.createSelectionQuery(
                        "select id from Thing where whole is null order by id", Integer.class)
                .getResultList());
    }

    /** One random transaction. */
    private final class Scenario {

        private final SessionFactoryScope scope;
        private final HookOrderModel model;
        private final Random random;
        private final HookCalls calls;

        Scenario(SessionFactoryScope scope, Map<Integer, List<Integer>> rows, Random random) {
            this.scope = scope;
            this.model = new HookOrderModel(rows);
            this.random = random;
            this.calls = new HookCalls(random);
        }

        /** What the table holds afterwards. */
        Map<Integer, List<Integer>> run(String name) {
            var commits = false;
            calls.registerOn(scope.factory());
            try {
                commits = transact(ENDINGS.get(random.nextInt(ENDINGS.size())));
            } finally {
                calls.close();
            }
            if (model.hasChanged()) {
                count(commits ? Event.COMMITTED_CHANGES : Event.ROLLED_BACK_CHANGES);
            }
            if (commits) {
                model.commit();
            } else {
                model.rollBack();
            }
            assertThat(calls.disorder()).as(name).isEmpty();
            assertThat(HookOrderModel.phases(calls.made())).as(name).isEqualTo(HookOrderModel.phases(model.expected()));
            return model.rows();
        }

        /** Whether the model says that it commits. */
        private boolean transact(Ending ending) {
            var commits = new boolean[1];
            var marked = new boolean[1];
            var failure = catchThrowable(() -> Transactions.of(scope.factory()).run(transaction -> {
                steps(transaction, 2 + random.nextInt(8), 0);
                commits[0] = end(transaction, ending);
                marked[0] = transaction.isRollbackOnly();
            }));
            if (failure instanceof AssertionError error) {
                throw error;
            }
            assertThat(failure == null).as("%s after %s", failure, ending).isEqualTo(commits[0] || marked[0]);
            return commits[0];
        }

        private boolean end(TransactionScope transaction, Ending ending) {
            endings.merge(ending, 1, Integer::sum);
            return switch (ending) {
                case COMMIT -> commit();
                case COMMIT_WHAT_A_HOOK_WRITES -> commitWithHook(transaction.session());
                case HOOK_REFUSES_COMMIT -> !refuseCommit();
                case DATABASE_REFUSES_COMMIT -> !(checksLate(scope) ? violate(transaction.session()) : refuseCommit());
                case WORK_FAILS -> throw new Refusal();
                case MARKED_TO_ROLL_BACK -> {
                    transaction.setRollbackOnly();
                    yield false;
                }
            };
        }

        private boolean commit() {
            model.flush();
            model.tellBeforeCommit();
            return true;
        }

        private boolean commitWithHook(Session session) {
            commit();
            if (model.hasChanged()) {
                var id = ++lastId;
                calls.plan("beforeCommit", () -> session.persist(new Thing(id)));
                model.create(id);
                model.flush();
                model.tellBeforeCommitAgain(id);
            }
            return true;
        }

        /** Whether there is a commit that hooks hear of. */
        private boolean refuseCommit() {
            commit();
            calls.plan("beforeCommit", () -> {
                throw new Refusal();
            });
            return model.hasChanged();
        }

        private boolean violate(Session session) {
            for (var twin = 0; twin < 2; twin++) {
                var thing = new Thing(++lastId);
                thing.code = "taken " + seed;
                session.persist(thing);
                model.create(thing.id);
            }
            return commit();
        }

        private void steps(TransactionScope transaction, int count, int depth) {
            for (var step = 0; step < count; step++) {
                step(transaction, depth);
            }
        }

        private void step(TransactionScope transaction, int depth) {
            var session = transaction.session();
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> create(session);
                case 3, 4 -> update(session);
                case 5 -> remove(session);
                case 6 -> flush(session);
                case 7 -> query(session);
                case 8, 9 -> flushFromHook(session);
                case 10, 11, 12 -> nest(transaction, depth);
                default -> refuse(session);
            }
        }

        private void create(Session session) {
            var whole = new Thing(++lastId);
            model.create(whole.id);
            if (random.nextBoolean()) {
                var part = new Thing(++lastId);
                part.whole = whole;
                whole.parts.add(part);
                model.createPart(part.id, whole.id);
                count(Event.CASCADED_PERSIST);
            }
            session.persist(whole);
        }

        private void update(Session session) {
            var id = model.anyWritten(random);
            if (id != null) {
                session.find(Thing.class, id).text = "text " + random.nextInt();
                model.update(id);
            }
        }

        private void remove(Session session) {
            var id = model.anyWritten(random);
            if (id != null) {
                var pending = model.pending().size();
                session.remove(session.find(Thing.class, id));
                model.remove(id);
                if (model.pending().size() > pending + 1) {
                    count(Event.CASCADED_REMOVE);
                }
            }
        }

        private void flush(Session session) {
            model.flush();
            session.flush();
        }

        private void query(Session session) {
            model.flush();
            session.createSelectionQuery("select count(*) from Thing", Long.class)
                    .getSingleResult();
        }

        /** A hook behind the last thing of the flush persists and flushes. */
        private void flushFromHook(Session session) {
            var writes = model.pending().size();
            var id = ++lastId;
            model.flush();
            if (writes > 0) {
                count(Event.FLUSH_INSIDE_A_HOOK);
                calls.planAt("after", calls.count("after") + writes, () -> {
                    session.persist(new Thing(id));
                    session.flush();
                });
                model.create(id);
                model.flush();
            }
            session.flush();
        }

        private void nest(TransactionScope transaction, int depth) {
            if (depth == DEEPEST) {
                return;
            }
            model.flush();
            var mark = model.mark();
            try {
                transaction.nested(part -> {
                    steps(part, 1 + random.nextInt(4), depth + 1);
                    if (random.nextInt(3) == 0) {
                        throw new Refusal();
                    }
                });
                model.flush();
                count(Event.SAVEPOINT_KEPT);
            } catch (Refusal e) {
                count(Event.SAVEPOINT_UNDONE);
                model.undoTo(mark);
                if (random.nextInt(3) == 0) {
                    throw e;
                }
            }
        }

        /** A hook refuses something of the next flush, which ends this unit of work. */
        private void refuse(Session session) {
            if (model.pending().isEmpty()) {
                return;
            }
            var phase = random.nextBoolean() ? "before" : "after";
            var refusable = model.calls(phase);
            calls.plan(refusable.get(random.nextInt(refusable.size())), () -> {
                throw new Refusal();
            });
            var seen = calls.made().size();
            var failure = catchThrowable(session::flush);
            assertThat(failure).isInstanceOf(Refusal.class);
            count(phase.equals("before") ? Event.HOOK_FAILED_BEFORE_THE_WRITE : Event.HOOK_FAILED_AFTER_THE_WRITE);
            requirePart(
                    phase, List.copyOf(calls.made().subList(seen, calls.made().size())));
            throw (Refusal) failure;
        }

        private void requirePart(String phase, List<String> made) {
            var possible = new HashSet<>(model.calls("before"));
            if (phase.equals("after")) {
                assertThat(made).containsAll(possible);
                possible.addAll(model.calls("after"));
                model.write();
            }
            assertThat(possible).containsAll(made);
            model.expected().addAll(made);
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

        @Nullable
        String code;

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
