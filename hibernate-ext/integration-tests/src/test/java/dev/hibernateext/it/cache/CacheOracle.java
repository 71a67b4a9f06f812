/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.it.cache.CacheOracleIT.Meter;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Random reads and writes of some threads for some tenants, each on one of some nodes. Each write of a row that is committed counts it up by one, and only one
 * writes it at a time. So what is read has to be at least what was committed before the read, and at most what was about to be committed after it. In a transaction
 * that keeps its snapshot, what is read is what it has read without the cache.
 */
final class CacheOracle {

    private static final Logger LOG = Logger.getLogger(CacheOracle.class);
    private static final int TENANTS = 4;
    private static final int ROWS = 10;

    private final List<SessionFactoryScope> nodes;
    private final DatabaseKind database;
    private final long seed;
    private final List<Row> rows;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final Collection<String> wrong = new ConcurrentLinkedQueue<>();

    CacheOracle(long seed, SessionFactoryScope... nodes) {
        this.nodes = List.of(nodes);
        this.database = nodes[0].database().kind();
        this.seed = seed;
        this.rows = IntStream.range(0, TENANTS * ROWS).mapToObj(Row::new).toList();
    }

    /** A row and how far it is counted. */
    private static final class Row {

        final int id;
        final AtomicInteger committed = new AtomicInteger();
        final AtomicInteger begun = new AtomicInteger();

        Row(int id) {
            this.id = id;
        }

        String tenant() {
            return "tenant" + id % TENANTS;
        }
    }

    /** What was read and cannot have been there, each with the operation that read it, and what failed. */
    Collection<String> run(int threads, long operations) {
        for (var row : rows) {
            Shop.in(nodes.get(0), row.tenant(), session -> session.persist(new Meter(row.id, row.id % 2, 0)));
        }
        inThreads(threads, seed, random -> work(random, operations));
        return wrong;
    }

    /** Each gets its own numbers, which are the same in each run. */
    static void inThreads(int threads, long seed, Consumer<Random> work) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            IntStream.range(0, threads)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> work.accept(new Random(seed + thread)), pool))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
        }
    }

    long reads() {
        return reads.get();
    }

    private void work(Random random, long operations) {
        while (done.getAndIncrement() < operations) {
            try {
                operate(nodes.get(random.nextInt(nodes.size())), random);
            } catch (RuntimeException e) {
                LOG.warn("An operation failed", e);
                wrong.add("failed: %s, seed %d".formatted(e, seed));
            }
        }
    }

    private void operate(SessionFactoryScope node, Random random) {
        var row = rows.get(random.nextInt(rows.size()));
        switch (random.nextInt(32)) {
            case 0, 1 -> write(node, row, Way.any(random), random.nextInt(6) == 0);
            case 2, 3, 4 -> stateless(node, row, session -> list(session, row));
            case 5, 6, 7 -> Shop.in(node, row.tenant(), session -> compare(session, row));
            case 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 -> Shop.in(node, row.tenant(), session -> find(session, row));
            default -> {
                Shop.in(node, row.tenant(), session -> list(session, row));
                evictSometimes(node, random);
            }
        }
    }

    private static void evictSometimes(SessionFactoryScope node, Random random) {
        if (random.nextInt(64) == 0) {
            evict(node, random);
        }
    }

    private static void evict(SessionFactoryScope node, Random random) {
        var cache = node.factory().unwrap(SessionFactoryImplementor.class).getCache();
        switch (random.nextInt(3)) {
            case 0 -> cache.evictEntityData(Meter.class);
            case 1 -> cache.evictQueryRegions();
            default -> evictTimes(cache);
        }
    }

    private static void evictTimes(CacheImplementor cache) {
        if (cache.getTimestampsCache().getRegion() != null) {
            cache.getTimestampsCache().clear();
        }
    }

    /** A snapshot that is taken by a read without the cache, which is kept for those with it. */
    private void compare(Session session, Row row) {
        if (database == DatabaseKind.H2) {
            list(session, row);
            return;
        }
        if (database == DatabaseKind.POSTGRESQL) {
            session.doWork(CacheOracle::keepSnapshot);
        }
        var fresh = counts(session, row, false);
        var kept = counts(session, row, true);
        var found = session.find(Meter.class, row.id).count;
        reads.addAndGet(kept.size() + 1);
        if (!kept.equals(fresh) || !Objects.equals(fresh.get(row.id), found)) {
            wrong.add(
                    "snapshot: %s and %d of row %d instead of %s, seed %d".formatted(kept, found, row.id, fresh, seed));
        }
    }

    static void keepSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read");
        }
    }

    /** Of the rows beside one, by identifier. */
    private static Map<Integer, Integer> counts(SharedSessionContract session, Row row, boolean cached) {
        return session
                .createSelectionQuery("select id, count from Meter where shelf = :shelf order by id", Object[].class)
                .setParameter("shelf", row.id % 2)
                .setCacheable(cached)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(columns -> (Integer) columns[0], columns -> (Integer) columns[1]));
    }

    private void find(Session session, Row row) {
        var least = row.committed.get();
        var count = session.find(Meter.class, row.id).count;
        check("find", row, new Range(least, row.begun.get()), count);
    }

    private List<Integer> committed() {
        return rows.stream().map(each -> each.committed.get()).toList();
    }

    private void list(SharedSessionContract session, Row row) {
        list(session, row, null, committed());
    }

    /**
     * @param own what the session has written, or null
     * @param least what it has to see of the others
     */
    private void list(SharedSessionContract session, Row row, @Nullable Row own, List<Integer> least) {
        var found = counts(session, row, true);
        var most = rows.stream().map(each -> each.begun.get()).toList();
        var expected = rows.stream()
                .filter(each -> each.tenant().equals(row.tenant()) && each.id % 2 == row.id % 2)
                .toList();
        if (found.size() != expected.size()) {
            wrong.add("query found %d rows of %d".formatted(found.size(), expected.size()));
        }
        found.forEach((id, count) -> {
            var each = rows.get(id);
            var range = each == own
                    ? new Range(each.committed.get() + 1, each.committed.get() + 1)
                    : new Range(least.get(id), most.get(id));
            check("query", each, range, count);
        });
    }

    private record Range(int least, int most) {}

    private void check(String read, Row row, Range range, int count) {
        reads.incrementAndGet();
        if (count < range.least() || count > range.most()) {
            wrong.add("%s of row %d: %d is not in %s, seed %d".formatted(read, row.id, count, range, seed));
        }
    }

    private void write(SessionFactoryScope node, Row row, Way way, boolean rollsBack) {
        synchronized (row) {
            if (way.name().startsWith("STATELESS")) {
                stateless(node, row, session -> write(session, row, way, rollsBack));
            } else {
                try (var session = open(node, row)) {
                    session.beginTransaction();
                    write(session, row, way, rollsBack);
                    end(session, row, rollsBack);
                }
            }
        }
    }

    /** Whether a transaction goes on to see what it saw first. */
    private boolean isSnapshotKept() {
        return database == DatabaseKind.MARIADB;
    }

    private static Session open(SessionFactoryScope node, Row row) {
        return node.factory()
                .withOptions()
                .tenantIdentifier((Object) row.tenant())
                .openSession();
    }

    private void write(SharedSessionContract session, Row row, Way way, boolean rollsBack) {
        var before = committed();
        way.write(session, row.id, row.committed.get() + 1);
        list(session, row, row, isSnapshotKept() ? before : committed());
        if (session instanceof StatelessSession) {
            end(session, row, rollsBack);
        }
    }

    private static void end(SharedSessionContract session, Row row, boolean rollsBack) {
        if (rollsBack) {
            session.getTransaction().rollback();
        } else {
            row.begun.incrementAndGet();
            session.getTransaction().commit();
            row.committed.incrementAndGet();
        }
    }

    private static void stateless(SessionFactoryScope node, Row row, Consumer<StatelessSession> work) {
        try (var session = node.factory()
                .withStatelessOptions()
                .tenantIdentifier((Object) row.tenant())
                .openStatelessSession()) {
            session.beginTransaction();
            work.accept(session);
            if (session.getTransaction().isActive()) {
                session.getTransaction().commit();
            }
        }
    }

    /** How a row is counted up. */
    private enum Way {
        ENTITY,
        ENTITY_ANEW,
        HQL,
        NATIVE,
        STATELESS,
        STATELESS_HQL,
        STATELESS_NATIVE;

        private static final List<Way> OF_ONE_ROW = List.of(ENTITY, ENTITY_ANEW, STATELESS);

        /** Statements end much more than one row, so they are rare. */
        static Way any(Random random) {
            return random.nextInt(4) == 0
                    ? values()[random.nextInt(values().length)]
                    : OF_ONE_ROW.get(random.nextInt(OF_ONE_ROW.size()));
        }

        void write(SharedSessionContract session, int id, int count) {
            switch (this) {
                case ENTITY -> {
                    ((Session) session).find(Meter.class, id).count = count;
                    ((Session) session).flush();
                }
                case ENTITY_ANEW -> replace((Session) session, id, count);
                case STATELESS -> {
                    var meter = ((StatelessSession) session).get(Meter.class, id);
                    meter.count = count;
                    ((StatelessSession) session).update(meter);
                }
                case HQL, STATELESS_HQL ->
                    session.createMutationQuery("update Meter set count = :count where id = :id")
                            .setParameter("count", count)
                            .setParameter("id", id)
                            .executeUpdate();
                default ->
                    session.createNativeMutationQuery("update Meter set count_ = :count where id = :id")
                            .setParameter("count", count)
                            .setParameter("id", id)
                            .executeUpdate();
            }
        }

        private static void replace(Session session, int id, int count) {
            var old = session.find(Meter.class, id);
            session.remove(old);
            session.flush();
            session.persist(new Meter(id, id % 2, count));
            session.flush();
        }
    }
}
