/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.envers.Audited;
import org.junit.jupiter.api.Test;

/** Transactions of writes of all kinds in any order, against a model in memory. */
@HibernateExtTest(
        entities = {RandomStatementsIT.Tally.class, RandomStatementsIT.Pair.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class RandomStatementsIT {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.transactions", 80);
    private static final int ROWS = 8;

    @Entity(name = "Tally")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Tally {
        @Id
        long id;

        int amount;

        Tally() {}

        Tally(long id, int amount) {
            this.id = id;
            this.amount = amount;
        }
    }

    @Entity(name = "Pair")
    @Audited
    static class Pair extends Tally {
        int other;

        Pair() {}

        Pair(long id, int amount) {
            super(id, amount);
            this.other = amount;
        }
    }

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
    private Tally fresh(long id) {
        return id % 2 == 0 ? new Tally(id, put(id)) : new Pair(id, put(id));
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
            case 4 -> upsert(session, id);
            default -> bulkInsert(session, id);
        }
        session.flush();
        session.clear();
    }

    private void insertOrUpdate(Session session, long id) {
        if (rows.containsKey(id)) {
            session.find(Tally.class, id).amount = put(id);
        } else {
            session.persist(fresh(id));
        }
    }

    private void remove(Session session, long id) {
        if (rows.containsKey(id)) {
            session.remove(session.find(Tally.class, id));
            rows.remove(id);
            touched.add(id);
        }
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

    private void upsert(Session session, long id) {
        try (var stateless = session.statelessWithOptions().connection().openStatelessSession()) {
            stateless.upsert(fresh(id));
        }
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

    private static List<Told> timeline(SessionFactoryScope scope, long id) {
        return scope.fromTransaction(session -> {
            var history = History.of(session, Tally.class, id);
            return history.timeline(HistoryRequest.oldest(1_000)).items().stream()
                    .map(entry -> new Told(
                            entry.kind(),
                            history.at(entry.revision().number())
                                    .map(row -> row.amount)
                                    .orElse(0)))
                    .toList();
        });
    }
}
