/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import dev.hibernateext.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jboss.logging.Logger;

/**
 * Random transactions of tenants on several threads. Each thread has a page of its own with every tenant and knows what
 * must be on it; the text of each row tells whose it is.
 */
public final class PooledWork {

    private static final Logger LOG = Logger.getLogger(PooledWork.class);

    /** Transactions of each test; by hand, more of them. */
    public static final int TRANSACTIONS = Integer.getInteger("hibernateext.pooler.transactions", 800);

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int THREADS = 4;
    private static final int MOST_ROWS = 12;
    private static final String TEXTS = "select text from Slip";

    private final SessionFactory factory;
    private final List<String> tenants;
    private final Predicate<String> separate;
    private final Sightings sightings;
    private final AtomicLong ids = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder rolledBack = new LongAdder();

    /**
     * Work of these tenants.
     *
     * @param separate of which tenants native statements see their own rows only
     * @param sightings of the pools they use
     */
    public PooledWork(SessionFactory factory, List<String> tenants, Predicate<String> separate, Sightings sightings) {
        this.factory = factory;
        this.tenants = List.copyOf(tenants);
        this.separate = separate;
        this.sightings = sightings;
    }

    /** What was found that must not be, each with the seed; the first hundred. */
    public List<String> wrong() {
        return wrong.stream().limit(100).toList();
    }

    /** How many of the transactions were rolled back on purpose. */
    public long rolledBack() {
        return rolledBack.sum();
    }

    /** Does all the transactions, and throws what any thread did. */
    public PooledWork run() {
        var started = System.nanoTime();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            IntStream.range(0, THREADS)
                    .mapToObj(page -> CompletableFuture.runAsync(new Worker(page), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        LOG.infof(
                "%d transactions, %d of them rolled back, %.0f/s, backends of each connection %s, %d wrong",
                TRANSACTIONS,
                rolledBack(),
                TRANSACTIONS * 1e9 / (System.nanoTime() - started),
                sightings.processes().stream().map(each -> each.size()).toList(),
                wrong.size());
        return this;
    }

    /** One thread, whose page nobody else writes to. */
    private final class Worker implements Runnable {

        private final int page;
        private final Random random;
        private final Map<String, Map<Long, Integer>> known = new ConcurrentHashMap<>();

        Worker(int page) {
            this.page = page;
            this.random = new Random(SEED + page);
        }

        @Override
        public void run() {
            for (var left = TRANSACTIONS / THREADS; left > 0; left--) {
                transaction(tenants.get(random.nextInt(tenants.size())));
            }
        }

        private void transaction(String tenant) {
            var rows = new TreeMap<>(known.getOrDefault(tenant, Map.of()));
            var commits = random.nextInt(5) > 0;
            Tenants.run(
                    tenant,
                    () -> factory.inSession(session -> {
                        var transaction = session.beginTransaction();
                        for (var left = random.nextInt(3); left >= 0; left--) {
                            step(session, tenant, rows);
                        }
                        compare(session, tenant, rows);
                        if (commits) {
                            transaction.commit();
                        } else {
                            transaction.rollback();
                        }
                    }));
            if (commits) {
                known.put(tenant, rows);
            } else {
                rolledBack.increment();
            }
        }

        private void step(Session session, String tenant, Map<Long, Integer> rows) {
            switch (random.nextInt(7)) {
                case 0 -> insert(session, tenant, rows);
                case 1 -> raiseEach(session, rows);
                case 2 -> raiseAll(session, rows);
                case 3 -> shorten(session, rows);
                case 4 -> observe(session);
                default -> compareTexts(session, tenant);
            }
        }

        /** In a batch. */
        private void insert(Session session, String tenant, Map<Long, Integer> rows) {
            for (var left = random.nextInt(6); left >= 0; left--) {
                var slip = new Slip(ids.incrementAndGet(), tenant, page);
                session.persist(slip);
                rows.put(slip.id, 0);
            }
            session.flush();
            session.clear();
        }

        /** In a batch. */
        private void raiseEach(Session session, Map<Long, Integer> rows) {
            session.createSelectionQuery("from Slip where page = :page order by id", Slip.class)
                    .setParameter("page", page)
                    .getResultList()
                    .forEach(slip -> slip.amount++);
            session.flush();
            session.clear();
            rows.replaceAll((id, amount) -> amount + 1);
        }

        private void raiseAll(Session session, Map<Long, Integer> rows) {
            session.createMutationQuery("update Slip set amount = amount + 10 where page = :page")
                    .setParameter("page", page)
                    .executeUpdate();
            rows.replaceAll((id, amount) -> amount + 10);
        }

        private void shorten(Session session, Map<Long, Integer> rows) {
            if (rows.size() <= MOST_ROWS) {
                return;
            }
            var last = new ArrayList<>(rows.keySet()).get(rows.size() / 2);
            session.createMutationQuery("delete from Slip where page = :page and id <= :last")
                    .setParameter("page", page)
                    .setParameter("last", last)
                    .executeUpdate();
            rows.keySet().removeIf(id -> id <= last);
        }

        private void observe(Session session) {
            sightings.servedBy(session.createNativeQuery("select pg_backend_pid()", Integer.class)
                    .getSingleResult());
        }

        private void compareTexts(Session session, String tenant) {
            var texts = separate.test(tenant)
                    ? session.createNativeQuery(TEXTS, String.class).getResultList()
                    : session.createSelectionQuery(TEXTS, String.class).getResultList();
            texts.stream().filter(text -> !text.equals(tenant)).forEach(text -> note(tenant, "a row of " + text));
        }

        private void compare(Session session, String tenant, Map<Long, Integer> rows) {
            var found = new TreeMap<Long, Integer>();
            session.createSelectionQuery("from Slip where page = :page", Slip.class)
                    .setParameter("page", page)
                    .getResultList()
                    .forEach(slip -> found.put(slip.id, slip.amount));
            if (!found.equals(rows)) {
                note(tenant, "%s instead of %s".formatted(found, rows));
            }
        }

        private void note(String tenant, String what) {
            wrong.add("%s saw %s, seed %d".formatted(tenant, what, SEED));
        }
    }
}
