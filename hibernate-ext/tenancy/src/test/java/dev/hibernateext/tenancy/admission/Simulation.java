/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.tenancy.catalog.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Requests to one database in virtual time. Each runs for as long as it is told, once the queue lets it. */
class Simulation {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final AdmissionQueue queue;
    private final List<Visit> visits = new ArrayList<>();
    private final Map<Request, Visit> waiting = new HashMap<>();
    private final Observer observer;
    private long now;
    private long numbers;

    Simulation(AdmissionLimits limits, Observer observer) {
        this.queue = new AdmissionQueue(limits, this::wake);
        this.observer = observer;
    }

    private record Event(long at, long number, Runnable action) {}

    /** Sees what happens to visits. */
    interface Observer {

        default void arrives(Visit visit) {}

        default void starts(Visit visit) {}

        default void ends(Visit visit) {}

        default void settles() {}
    }

    /** One request from its arrival to its end. */
    static final class Visit {

        final Tenant tenant;
        final long arrived;
        private final LongSupplier work;
        private @Nullable Request request;
        long started = -1;
        long ended = -1;

        private Visit(Tenant tenant, long arrived, LongSupplier work) {
            this.tenant = tenant;
            this.arrived = arrived;
            this.work = work;
        }

        Request request() {
            return requireNonNull(request);
        }

        Outcome outcome() {
            return request().outcome();
        }

        long stayed() {
            return ended - arrived;
        }
    }

    AdmissionQueue queue() {
        return queue;
    }

    List<Visit> visits() {
        return visits;
    }

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        events.add(new Event(time, numbers++, action));
    }

    void run() {
        while (!events.isEmpty()) {
            var event = events.remove();
            now = event.at();
            event.action().run();
            observer.settles();
        }
    }

    /** A request comes now, as the gate lets it. */
    Visit arrive(Tenant tenant, TenantLimits limits, LongSupplier work) {
        var visit = new Visit(tenant, now, work);
        visits.add(visit);
        observer.arrives(visit);
        visit.request = queue.arrive(queue.learn(lineOf(tenant), limits), now);
        if (visit.outcome() == Outcome.ADMITTED) {
            start(visit);
        } else if (visit.outcome() == Outcome.WAITING) {
            waiting.put(visit.request(), visit);
            at(now + queue.limits().timeout().toNanos(), () -> giveUp(visit, Outcome.TIMED_OUT));
        } else {
            end(visit);
        }
        return visit;
    }

    /** Which line a tenant stands in. */
    Tenant lineOf(Tenant tenant) {
        return tenant;
    }

    /** A connection comes back. */
    void giveBack(Visit visit) {
        queue.giveBack(visit.request().line());
    }

    void interrupt(Visit visit) {
        giveUp(visit, Outcome.INTERRUPTED);
    }

    private void giveUp(Visit visit, Outcome outcome) {
        if (waiting.remove(visit.request()) != null) {
            queue.giveUp(visit.request(), outcome);
            end(visit);
        }
    }

    private void wake(Request request) {
        var visit = requireNonNull(waiting.remove(request));
        if (request.outcome() == Outcome.ADMITTED) {
            start(visit);
        } else {
            end(visit);
        }
    }

    private void start(Visit visit) {
        visit.started = now;
        observer.starts(visit);
        at(now + visit.work.getAsLong(), () -> {
            end(visit);
            giveBack(visit);
        });
    }

    private void end(Visit visit) {
        visit.ended = now;
        observer.ends(visit);
    }
}
