/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** Borrowers, pools that open and close at their leisure or fail to, and an observer, in a time that is only counted. */
final class PoolSimulation {

    private static final DatabaseName SHARED = new DatabaseName("default", "main");
    private static final DataSource POOL = (DataSource) Proxy.newProxyInstance(
            PoolSimulation.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> null);
    private static final int ASKS = 50;
    private static final int HORIZON = 1_500;

    private final Random random;
    private final PoolLimits limits;
    private final PoolTable table;
    private final PoolModel model;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final Map<Object, Integer> held = new HashMap<>();
    private final Set<Object> waiting = new HashSet<>();
    /** Nothing fails, nobody asks for two, and nobody gives up: everybody must be served. */
    private final boolean isPatient;

    private final int databases;
    private final int borrowers;
    private Instant now = Instant.EPOCH;
    private long scheduled;

    PoolSimulation(long seed, BiFunction<DatabaseName, PoolLimits, PoolTable> tables) {
        random = new Random(seed);
        isPatient = random.nextInt(4) == 0;
        databases = 1 + random.nextInt(12);
        borrowers = 1 + random.nextInt(12);
        var maximum = 1 + random.nextInt(5);
        limits = new PoolLimits(
                maximum,
                random.nextInt(maximum + 1),
                upTo(400),
                isPatient ? Duration.ofDays(1) : upTo(200),
                Duration.ZERO);
        table = tables.apply(SHARED, limits);
        model = new PoolModel(SHARED, limits);
    }

    private record Event(Instant at, long number, Runnable action) {}

    private Duration upTo(int milliseconds) {
        return Duration.ofMillis(1 + random.nextInt(milliseconds));
    }

    private void after(Duration time, Runnable action) {
        events.add(new Event(now.plus(time), scheduled++, action));
    }

    /** Fails where the observer finds fault. */
    void run() {
        for (var i = 0; i < ASKS; i++) {
            after(upTo(HORIZON), this::ask);
        }
        for (var i = 0; i < HORIZON; i += 50) {
            after(Duration.ofMillis(i), () -> table.evictIdle(now));
        }
        for (var i = random.nextInt(4); i > 0; i--) {
            after(upTo(HORIZON), () -> evict(database()));
        }
        if (!isPatient && random.nextBoolean()) {
            after(upTo(HORIZON), this::shutDown);
        }
        drain();
        if (isPatient) {
            assertThat(model.lent).as("served").isEqualTo(model.asked);
        }
        shutDown();
        drain();
        model.requireAllAnswered();
        assertThat(table.isEmpty()).isTrue();
    }

    private void drain() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            now = event.at();
            event.action().run();
            for (var steps = table.steps(); !steps.isEmpty(); steps = table.steps()) {
                steps.forEach(this::take);
            }
            model.check(table.status(), now);
        }
    }

    private DatabaseName database() {
        var number = random.nextInt(databases + 1);
        return number == 0 ? SHARED : new DatabaseName("default", "d" + number);
    }

    private void evict(DatabaseName database) {
        table.evict(database, now);
        model.ordered(database);
    }

    private void shutDown() {
        model.shutDown();
        table.close();
        after(upTo(100), this::cut);
    }

    private void cut() {
        model.cut();
        table.cut();
    }

    private void ask() {
        Object borrower = random.nextInt(borrowers);
        var holds = held.getOrDefault(borrower, 0) > 0;
        if (waiting.contains(borrower) || (isPatient && holds)) {
            after(upTo(20), this::ask);
            return;
        }
        model.asked++;
        var database = database();
        var before = table.state(database);
        var lease = table.lend(database, borrower, now);
        if (lease != null) {
            model.lent(lease, before, now);
            borrowed(lease);
        } else {
            await(new Ticket(database, borrower));
        }
    }

    private void await(Ticket ticket) {
        waiting.add(ticket.borrower());
        model.queued(ticket, now.plus(limits.waitTimeout()));
        table.queue(ticket, now);
        if (!isPatient) {
            after(random.nextInt(10) == 0 ? upTo(20) : limits.waitTimeout(), () -> giveUp(ticket));
            after(limits.waitTimeout(), () -> giveUp(ticket));
        }
    }

    private void giveUp(Ticket ticket) {
        var isWaiting = model.isWaiting(ticket);
        assertThat(table.giveUp(ticket, now)).isEqualTo(isWaiting);
        if (isWaiting) {
            model.gaveUp(ticket);
            waiting.remove(ticket.borrower());
        }
    }

    private void borrowed(Lease lease) {
        held.merge(lease.borrower(), 1, Integer::sum);
        after(upTo(random.nextInt(10) == 0 ? 600 : 60), () -> giveBack(lease));
    }

    /** A borrower who waits cannot give back. Some give back twice. */
    private void giveBack(Lease lease) {
        if (waiting.contains(lease.borrower())) {
            after(upTo(10), () -> giveBack(lease));
            return;
        }
        held.merge(lease.borrower(), -1, Integer::sum);
        for (var times = random.nextInt(20) == 0 ? 2 : 1; times > 0; times--) {
            model.givenBack(lease, now);
            table.giveBack(lease, now);
        }
    }

    private void take(Step step) {
        if (step instanceof Step.Open open) {
            model.opening(open.slot().database(), now);
            after(upTo(60), () -> open(open.slot()));
        } else if (step instanceof Step.Close close) {
            model.closing(close.slot().database(), close.reason(), now);
            after(upTo(30), () -> closed(close.slot()));
        } else if (step instanceof Step.Answer answer) {
            waiting.remove(answer.ticket().borrower());
            take(answer);
        }
    }

    private void take(Step.Answer answer) {
        if (answer instanceof Step.Lend lend) {
            model.served(lend.ticket(), lend.lease(), now);
            borrowed(lend.lease());
        } else if (answer instanceof Step.Fail) {
            model.failed(answer.ticket());
        } else {
            model.refused(answer.ticket());
        }
    }

    private void open(PoolSlot slot) {
        if (!isPatient && random.nextInt(6) == 0) {
            model.notOpened(slot.database());
            table.notOpened(slot, new IllegalStateException("refused"), now);
        } else {
            model.opened(slot.database());
            table.opened(slot, POOL, now);
        }
    }

    private void closed(PoolSlot slot) {
        model.closed(slot.database());
        table.closed(slot, now);
    }
}
