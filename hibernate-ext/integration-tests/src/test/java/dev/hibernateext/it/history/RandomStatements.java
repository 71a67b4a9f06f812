/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Transactions of writes of all kinds in any order, against a model in memory. */
abstract class RandomStatements {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.transactions", 80);
    private static final int ROWS = 8;

    /** What is recorded. */
    interface Amount {
        int amount();

        void change(int amount);
    }

    /** A tally. */
    abstract Amount newTally(long id, int amount);

    /** A tally of the subclass. */
    abstract Amount newPair(long id, int amount);

    /** Inserts a row or updates it, in one statement. */
    abstract void upsert(Session session, Amount row);

    private record Told(RevisionKind kind, int amount) {}

    private final Random random = new Random(SEED);
    private final List<String> done = new ArrayList<>();
    private final Map<Long, List<Told>> expected = new TreeMap<>();
    private Map<Long, Integer> rows = new TreeMap<>();
    private Set<Long> touched = new HashSet<>();
    private int next;

    @Test
    void recordsWhatIsThereInTheEnd(SessionFactoryScope scope) {
        for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
            var before = Map.copyOf(rows);
            touched = new HashSet<>();
            var commits = random.nextInt(5) > 0;
            try (var session = scope.openSession()) {
                var running = session.beginTransaction();
                for (int operation = random.nextInt(5); operation >= 0; operation--) {
                    work(session);
                }
                if (commits) {
                    running.commit();
                    expect(before);
                } else {
                    running.rollback();
                    rows = new TreeMap<>(before);
                }
            }
            done.add(commits ? "commit" : "rollback");
        }
        compare(scope);
    }

    /** Every second id is of the subclass. */
    private Amount fresh(long id) {
        return id % 2 == 0 ? newTally(id, put(id)) : newPair(id, put(id));
    }

    private int put(long id) {
        rows.put(id, ++next);
        touched.add(id);
        return next;
    }

    private void work(Session session) {
        var id = (long) random.nextInt(ROWS);
        var kind = random.nextInt(6);
        done.add(kind + " of " + id);
        switch (kind) {
            case 0 -> insertOrUpdate(session, id);
            case 1 -> remove(session, id);
            case 2 -> bulkUpdate(session, id);
            case 3 -> bulkDelete(session, id);
            case 4 -> upsert(session, fresh(id));
            default -> bulkInsert(session, id);
        }
        session.flush();
        session.clear();
    }

    private void insertOrUpdate(Session session, long id) {
        if (rows.containsKey(id)) {
            find(session, id).change(put(id));
        } else {
            session.persist(fresh(id));
        }
    }

    private void remove(Session session, long id) {
        if (rows.containsKey(id)) {
            session.remove(find(session, id));
            rows.remove(id);
            touched.add(id);
        }
    }

    private Amount find(Session session, long id) {
        return (Amount) session.find(type(), id);
    }

    private Class<?> type() {
        return newTally(0, 0).getClass();
    }

    private void bulkUpdate(Session session, long id) {
        next++;
        rows.keySet().stream().filter(row -> row >= id).forEach(row -> {
            rows.put(row, next);
            touched.add(row);
        });
        session.createMutationQuery("update Tally set amount = :amount where id >= :id")
                .setParameter("amount", next)
                .setParameter("id", id)
                .executeUpdate();
    }

    private void bulkDelete(Session session, long id) {
        var gone =
                rows.keySet().stream().filter(row -> row >= id && row < id + 2).toList();
        touched.addAll(gone);
        gone.forEach(rows::remove);
        session.createMutationQuery("delete Tally where id between :id and :id + 1")
                .setParameter("id", id)
                .executeUpdate();
    }

    private void bulkInsert(Session session, long id) {
        if (!rows.containsKey(id)) {
            var text = id % 2 == 0
                    ? "insert into Tally (id, amount) values (:id, :amount)"
                    : "insert into Pair (id, amount, other) values (:id, :amount, 1)";
            session.createMutationQuery(text)
                    .setParameter("id", id)
                    .setParameter("amount", put(id))
                    .executeUpdate();
        }
    }

    private void expect(Map<Long, Integer> before) {
        for (var id : touched) {
            var now = rows.get(id);
            var was = before.containsKey(id);
            if (now != null) {
                tell(id, new Told(was ? RevisionKind.UPDATED : RevisionKind.CREATED, now));
            } else if (was) {
                tell(id, new Told(RevisionKind.DELETED, 0));
            }
        }
    }

    private void tell(Long id, Told told) {
        expected.computeIfAbsent(id, key -> new ArrayList<>()).add(told);
    }

    private void compare(SessionFactoryScope scope) {
        var found = new HashMap<Long, List<Told>>();
        for (long id = 0; id < ROWS; id++) {
            var timeline = timeline(scope, id);
            if (!timeline.isEmpty()) {
                found.put(id, timeline);
            }
        }
        assertThat(found).as("seed %d, %s", SEED, done).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private List<Told> timeline(SessionFactoryScope scope, long id) {
        return scope.fromTransaction(session -> {
            var history = History.of(session, type(), id);
            return history.timeline(HistoryRequest.oldest(1_000)).items().stream()
                    .map(entry -> new Told(
                            entry.kind(),
                            history.at(entry.revision().number())
                                    .map(row -> ((Amount) row).amount())
                                    .orElse(0)))
                    .toList();
        });
    }
}
