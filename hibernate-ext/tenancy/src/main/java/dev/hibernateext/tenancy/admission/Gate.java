/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.admission.AdmissionEvent.AdmittedLate;
import dev.hibernateext.tenancy.admission.AdmissionEvent.Evicted;
import dev.hibernateext.tenancy.admission.AdmissionEvent.Interrupted;
import dev.hibernateext.tenancy.admission.AdmissionEvent.QueueFull;
import dev.hibernateext.tenancy.admission.AdmissionEvent.TimedOut;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Lets threads through to one database. Safe for use by many threads; a thread that waits is parked. */
final class Gate {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    private static final String LISTENER_FAILED = "HEXT000607: Admission listener %s failed with %s";

    private final TenantPlacement place;
    private final AdmissionPolicy policy;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final AdmissionQueue queue;

    Gate(TenantPlacement place, AdmissionPolicy policy) {
        this.place = place;
        this.policy = policy;
        this.queue =
                new AdmissionQueue(policy.databases().apply(place), request -> LockSupport.unpark(request.thread()));
    }

    Duration timeout() {
        return queue.limits().timeout();
    }

    /**
     * Waits for leave to take a connection, until the deadline at most.
     *
     * @return the line to {@linkplain #giveBack give it back} to
     * @throws AdmissionException if there is none
     */
    Line enter(Tenant tenant, Deadline deadline) {
        lock.lock();
        try {
            var line = queue.find(tenant);
            if (line != null && queue.take(line)) {
                return line;
            }
        } finally {
            lock.unlock();
        }
        return line(tenant, policy.tenants().apply(tenant), deadline);
    }

    private Line line(Tenant tenant, TenantLimits limits, Deadline deadline) {
        var request = locked(() -> queue.arrive(queue.learn(tenant, limits), System.nanoTime()));
        if (request.outcome() == Outcome.ADMITTED) {
            return request.line();
        }
        await(request, deadline);
        var event = event(tenant, request);
        if (!(event instanceof AdmittedLate)) {
            tell(event);
            throw AdmissionException.of(event, deadline);
        }
        deadline.waited("its turn", event.waited().toNanos());
        tellAdmitted(event, request.line());
        return request.line();
    }

    /** An interruption that comes too late leaves the connection to its request. */
    private void await(Request request, Deadline deadline) {
        var interrupted = false;
        while (request.isWaiting()) {
            var remaining = deadline.remainingNanos();
            if (remaining <= 0) {
                giveUp(request, Outcome.TIMED_OUT);
            } else {
                LockSupport.parkNanos(this, remaining);
            }
            if (Thread.interrupted()) {
                interrupted = true;
                giveUp(request, Outcome.INTERRUPTED);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(Request request, Outcome outcome) {
        lock.lock();
        try {
            queue.giveUp(request, outcome);
        } finally {
            lock.unlock();
        }
    }

    private AdmissionEvent event(Tenant tenant, Request request) {
        var waited = Duration.ofNanos(System.nanoTime() - request.arrivedNanos());
        var load = locked(() -> queue.load(request.line()));
        return switch (request.outcome()) {
            case ADMITTED, WAITING -> new AdmittedLate(tenant, load, waited);
            case FULL -> new QueueFull(tenant, load, waited);
            case EVICTED -> new Evicted(tenant, load, waited);
            case TIMED_OUT -> new TimedOut(tenant, load, waited);
            case INTERRUPTED -> new Interrupted(tenant, load, waited);
        };
    }

    private void tellAdmitted(AdmissionEvent event, Line line) {
        try {
            tell(event);
        } catch (Error e) {
            giveBack(line);
            throw e;
        }
    }

    private void tell(AdmissionEvent event) {
        var listener = policy.listener();
        try {
            listener.decided(event);
        } catch (RuntimeException e) {
            LOG.warnf(
                    LISTENER_FAILED, listener.getClass().getName(), e.getClass().getName());
        }
    }

    /** Lets the next one through. */
    void giveBack(Line line) {
        lock.lock();
        try {
            queue.giveBack(line);
        } finally {
            lock.unlock();
        }
    }

    AdmissionStatus status() {
        return locked(() -> new AdmissionStatus(
                place.region(),
                place.database(),
                queue.limits(),
                queue.running(),
                Duration.ofNanos(queue.oldestNanos(System.nanoTime())),
                queue.counts(),
                queue.tenants()));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
