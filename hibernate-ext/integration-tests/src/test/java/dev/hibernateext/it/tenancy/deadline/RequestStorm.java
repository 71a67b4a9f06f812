/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.deadline;

import dev.hibernateext.tenancy.admission.AdmissionEvent.QueueFull;
import dev.hibernateext.tenancy.admission.AdmissionEvent.TimedOut;
import dev.hibernateext.tenancy.admission.AdmissionException;
import dev.hibernateext.tenancy.affinity.ConnectionsBusyException;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.DeadlineException;
import dev.hibernateext.tenancy.retry.CircuitOpenException;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Many threads that ask for connections, each again as soon as it is answered, and what becomes of each request. */
final class RequestStorm {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int TENANTS = 20;

    /** Threads that do nothing but wait as long as requests may: what they are late is the machine's. */
    private static final int SLEEPERS = 20;

    private final TenantDatabases databases;
    private final Duration deadline;
    private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
    private final AtomicLong broken = new AtomicLong();
    private final Queue<Duration> took = new ConcurrentLinkedQueue<>();
    private final AtomicLong sleptNanos = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Thread> sleepers = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    enum Outcome {
        SERVED,
        FULL,
        TIMED_OUT,
        BUSY,
        CIRCUIT_OPEN,
        TOO_LATE,
        FAILED
    }

    RequestStorm(TenantDatabases databases, Duration deadline) {
        this.databases = databases;
        this.deadline = deadline;
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
    }

    void start(int count, int requestsEach) {
        for (var number = 0; number < count; number++) {
            var random = new Random(SEED + number);
            threads.add(new Thread(() -> requests(requestsEach, random)));
        }
        for (var number = 0; number < SLEEPERS; number++) {
            sleepers.add(new Thread(this::sleep));
        }
        sleepers.forEach(Thread::start);
        threads.forEach(Thread::start);
    }

    /** They do not come all at once: to wake a thousand threads takes a machine longer than this is about. */
    private void requests(int count, Random random) {
        LockSupport.parkNanos(random.nextLong(deadline.toNanos()));
        for (var request = 0; request < count; request++) {
            var number = random.nextInt(TENANTS);
            request(Tenant.active("t" + number, TenantPlacement.schema(TenantDatabases.MAIN, "s" + number)));
        }
    }

    private void request(Tenant tenant) {
        var began = System.nanoTime();
        try (var connection = databases.connection(tenant)) {
            ended(began, Outcome.SERVED);
            work(connection);
        } catch (AdmissionException e) {
            ended(began, e.event() instanceof QueueFull ? Outcome.FULL : timedOut(e));
        } catch (ConnectionsBusyException e) {
            ended(began, Outcome.BUSY);
        } catch (CircuitOpenException e) {
            ended(began, Outcome.CIRCUIT_OPEN);
        } catch (DeadlineException e) {
            ended(began, Outcome.TOO_LATE);
        } catch (SQLException e) {
            ended(began, Outcome.FAILED);
        }
    }

    private static Outcome timedOut(AdmissionException error) {
        if (error.event() instanceof TimedOut) {
            return Outcome.TIMED_OUT;
        }
        throw new AssertionError(error);
    }

    /** What is done with a connection may take as long as the driver lets it. */
    private void work(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            broken.incrementAndGet();
        }
    }

    private void ended(long began, Outcome outcome) {
        took.add(Duration.ofNanos(System.nanoTime() - began));
        outcomes.get(outcome).incrementAndGet();
    }

    /** Until all have ended. */
    void await() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
        over.countDown();
        for (var sleeper : sleepers) {
            sleeper.join();
        }
    }

    private void sleep() {
        while (over.getCount() > 0) {
            var began = System.nanoTime();
            var end = began + deadline.toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            sleptNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
        }
    }

    long of(Outcome outcome) {
        return outcomes.get(outcome).get();
    }

    long sum() {
        return outcomes.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How long a part of the requests took at most, those that were answered fastest. */
    Duration longest(double part) {
        var sorted = took.stream().sorted().toList();
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    /** How much later than they wanted threads went on that only slept. */
    Duration lateness() {
        return Duration.ofNanos(sleptNanos.get()).minus(deadline);
    }

    @Override
    public String toString() {
        return "%s, %s broken while in use; 99 of 100 took %s at most, all %s, and sleepers were late by %s"
                .formatted(outcomes, broken, longest(0.99), longest(1), lateness());
    }
}
