/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.OptimisticLockException;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StaleStateException;

/**
 * Random writes of one of two columns of some rows, by all ways there are, and reads of each of them, by some threads on some nodes. A transaction that keeps its snapshot
 * has to find in the cache what it finds without.
 */
final class ColumnOracle {

    private static final int ROWS = 8;
    private static final List<String> QUERIES = List.of(
            query("name"),
            query("note"),
            "select id, name from Item where note < 'n5' order by id",
            "select i.id, i.name, l.id, l.note from Item i join Lot l on l.note < i.name order by i.id, l.id",
            "select id, name from Lot order by id",
            "select id, note from Lot order by id",
            "select l.id, l.note, count(i.note) from Lot l, Item i group by l.id, l.note order by l.id");

    private final List<SessionFactoryScope> nodes;
    private final long seed;
    private final List<Integer> items;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong conflicts = new AtomicLong();
    private final Collection<String> wrong = new ConcurrentLinkedQueue<>();

    ColumnOracle(long seed, List<SessionFactoryScope> nodes) {
        this.seed = seed;
        this.nodes = nodes;
        this.items = nodes.get(0).fromTransaction(ColumnOracle::fill);
    }

    private static List<Integer> fill(Session session) {
        for (var id = 0; id < ROWS; id++) {
            var lot = new Lot();
            lot.id = id;
            session.persist(lot);
            session.persist(new Item());
        }
        return session.createSelectionQuery("select id from Item", Integer.class)
                .getResultList();
    }

    /** What was found and was not there. */
    Collection<String> run(int threads, long operations) {
        CacheOracle.inThreads(threads, seed, random -> work(random, operations));
        return wrong;
    }

    long compared() {
        return compared.get();
    }

    /** How many writers found that another had written their row. */
    long conflicts() {
        return conflicts.get();
    }

    private void work(Random random, long operations) {
        while (done.getAndIncrement() < operations) {
            var node = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(16)) {
                case 0 -> write(node, random);
                case 1, 2, 3, 4, 5 -> compare(node, any(QUERIES, random));
                default -> node.inTransaction(session -> answer(session, any(QUERIES, random), true));
            }
        }
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static List<List<Object>> answer(SharedSessionContract session, String query, boolean cached) {
        return session.createSelectionQuery(query, Object[].class).setCacheable(cached).getResultList().stream()
                .map(List::of)
                .toList();
    }

    private void compare(SessionFactoryScope node, String query) {
        node.inTransaction(session -> {
            session.doWork(CacheOracle::keepSnapshot);
            var fresh = answer(session, query, false);
            var found = answer(session, query, true);
            compared.incrementAndGet();
            if (!found.equals(fresh)) {
                wrong.add("%s: %s instead of %s, seed %d".formatted(query, found, fresh, seed));
            }
        });
    }

    private void write(SessionFactoryScope node, Random random) {
        var write = new ColumnWrite(
                any(items, random),
                random.nextInt(ROWS),
                any(List.of("name", "note"), random),
                "n" + random.nextInt(1_000));
        try {
            if (random.nextInt(4) == 0) {
                node.inStatelessTransaction(session -> write.in(session, random));
            } else {
                var between = between(write, random);
                inTransaction(node, session -> write.in(session, random, between), random.nextInt(6) == 0);
                nodes.forEach(each -> compare(each, query(write.other("").attribute())));
            }
        } catch (OptimisticLockException | StaleStateException e) {
            conflicts.incrementAndGet();
        }
    }

    /** What happens between the read of a row and its write: a look of the session, or a statement on any node, of which all nodes then hear. */
    private Consumer<Session> between(ColumnWrite write, Random random) {
        var query = any(QUERIES, random);
        if (random.nextBoolean()) {
            return session -> answer(session, query, true);
        }
        var node = any(nodes, random);
        var past = write.other("n" + random.nextInt(1_000));
        return session -> {
            node.inTransaction(other -> past.inStatement(other, random));
            for (var turn = 0; turn < 2; turn++) {
                nodes.forEach(each -> each.inTransaction(reader -> answer(reader, query(past.attribute()), true)));
            }
        };
    }

    private static String query(String attribute) {
        return "select id, %s from Item order by id".formatted(attribute);
    }

    private static void inTransaction(SessionFactoryScope node, Consumer<Session> work, boolean rollsBack) {
        node.inTransaction(session -> {
            work.accept(session);
            session.flush();
            if (rollsBack) {
                session.getTransaction().setRollbackOnly();
            }
        });
    }
}
