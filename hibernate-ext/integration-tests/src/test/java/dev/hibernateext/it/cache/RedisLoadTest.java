/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/**
 * Redis is killed and started anew while two nodes, whose clocks are an hour apart, write and read a region that is too small for its rows. Each row has one
 * writer, which counts up; nobody finds less in a row than was committed before the reader began, and nobody's transaction fails.
 */
@HibernateExtTest(entities = Shelf.class)
class RedisLoadTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int OUTAGES = Integer.getInteger("hibernateext.cache.outages", 2);
    private static final int ROWS = 4;
    private static final String REGION = Shelf.class.getName();

    private final AtomicLongArray committed = new AtomicLongArray(ROWS);
    private final AtomicLong reads = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> stale = new ConcurrentLinkedQueue<>();

    @Test
    void findsNothingStaleThroughOutages(SessionFactoryScope scope) throws Exception {
        var hasty = Map.<String, Object>of(
                CacheSettings.REDIS_TIMEOUT,
                Duration.ofMillis(400),
                CacheSettings.REGION + REGION + ".max_entries",
                ROWS / 2);
        var late = new HashMap<>(hasty);
        late.put(CoreSettings.CLOCK, Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
        var prefix = EmbeddedRedis.newPrefix();
        var threads = Executors.newFixedThreadPool(4);
        try (var redis = new EmbeddedRedis().settled();
                var one = redis.node(scope, prefix, hasty);
                var other = redis.node(scope, prefix, late)) {
            for (var row = 0; row < ROWS; row++) {
                var shelf = new Shelf(row, "0");
                one.inTransaction(session -> session.persist(shelf));
            }
            var work = List.<Future<?>>of(
                    threads.submit(() -> write(one, 0)),
                    threads.submit(() -> write(other, 1)),
                    threads.submit(() -> read(one, new Random(SEED))),
                    threads.submit(() -> read(other, new Random(SEED + 1))));
            for (var outage = 0; outage < OUTAGES; outage++) {
                endure(redis, one, other);
            }
            over.set(true);
            for (var task : work) {
                task.get();
            }
            assertThat(Shop.statistics(one, REGION).outgrown()).isPositive();
        } finally {
            over.set(true);
            threads.shutdown();
        }
        assertThat(stale).as("seed %d", SEED).isEmpty();
    }

    private void endure(EmbeddedRedis redis, SessionFactoryScope... nodes) {
        redis.save();
        redis.kill();
        awaitReads();
        redis.restart();
        for (var node : nodes) {
            var before = hits(node);
            await().until(() -> hits(node) > before + 10);
        }
        awaitReads();
    }

    private void awaitReads() {
        var before = reads.get();
        await().until(() -> reads.get() > before + 100);
    }

    private static long hits(SessionFactoryScope node) {
        return Shop.statistics(node, REGION).hits();
    }

    /** Rows of this writer alone, by turns. */
    private void write(SessionFactoryScope node, int first) {
        for (var turn = 0; !over.get(); turn++) {
            var row = first + 2 * (turn % (ROWS / 2));
            var next = committed.get(row) + 1;
            node.inTransaction(session -> session.find(Shelf.class, row).name = Long.toString(next));
            committed.set(row, next);
        }
    }

    private void read(SessionFactoryScope node, Random random) {
        while (!over.get()) {
            var row = random.nextInt(ROWS);
            var least = committed.get(row);
            var found = node.fromTransaction(session -> Long.parseLong(session.find(Shelf.class, row).name));
            if (found < least) {
                stale.add("row %d: %d after %d".formatted(row, found, least));
            }
            reads.incrementAndGet();
        }
    }
}
