/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.Deadline;
import dev.hibernateext.tenancy.deadline.DeadlineException;
import dev.hibernateext.tenancy.retry.CircuitStatus.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way to one database. Safe for use by many threads. */
final class Circuit {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    private static final String OPENED =
            "HEXT000608: Connecting to database '%s' in region '%s' failed %d times in a row; it is let alone for %d ms";
    private static final String CLOSED = "HEXT000609: Database '%s' in region '%s' gives connections again";

    private final TenantPlacement place;
    private final ConnectRetries retries;
    private final CircuitLimits limits;
    private final CircuitBreaker<Connection> breaker;
    private final FailsafeExecutor<Connection> executor;
    private volatile @Nullable Throwable lastFailure;

    Circuit(TenantPlacement place, ConnectRetries retries, CircuitLimits limits) {
        this.place = place;
        this.retries = retries;
        this.limits = limits;
        this.breaker = CircuitBreaker.<Connection>builder()
                .handleIf(ConnectFailures::mayPass)
                .withFailureThreshold(limits.failures())
                .withDelay(limits.pause())
                .onOpen(event -> opened())
                .onClose(event -> LOG.infof(CLOSED, place.database(), place.region()))
                .build();
        this.executor = Failsafe.with(policy(retries));
    }

    /** Asks a pool for a connection. */
    interface Connecting {

        Connection connect() throws SQLException;
    }

    private static RetryPolicy<Connection> policy(ConnectRetries retries) {
        return RetryPolicy.<Connection>builder()
                .handleIf(failure -> !(failure instanceof HibernateExtException) && ConnectFailures.mayPass(failure))
                .withMaxAttempts(retries.attempts())
                .withMaxDuration(retries.total())
                .withDelayFn(context -> delay(retries, context.getAttemptCount()))
                .build();
    }

    /** A wait ends with the deadline, and then there is no further attempt. */
    private static Duration delay(ConnectRetries retries, int attempts) {
        var deadline = Deadline.current();
        return Duration.ofNanos(Math.max(0, Math.min(retries.delayNanos(attempts), deadline.remainingNanos())));
    }

    private void opened() {
        LOG.warnf(
                OPENED,
                place.database(),
                place.region(),
                limits.failures(),
                limits.pause().toMillis());
    }

    Connection connect(Connecting connecting) throws SQLException {
        var failures = new ArrayList<Throwable>(0);
        try (var deadline = Deadline.open(retries.total())) {
            var connection = executor.get(() -> once(connecting, failures));
            if (!failures.isEmpty()) {
                deadline.waited("attempts to connect", deadline.elapsed().toNanos());
            }
            return connection;
        } catch (DeadlineException e) {
            throw late(failures, e);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw last(failures, e);
        }
    }

    private Connection once(Connecting connecting, List<Throwable> failures) throws SQLException {
        requireTimeAfter(failures);
        if (!breaker.tryAcquirePermit()) {
            throw CircuitOpenException.of(place, breaker.getRemainingDelay(), lastFailure);
        }
        try {
            var connection = connecting.connect();
            breaker.recordSuccess();
            return connection;
        } catch (HibernateExtException e) {
            notAsked();
            throw e;
        } catch (SQLException | RuntimeException | Error e) {
            failures.add(e);
            lastFailure = e;
            breaker.recordException(e);
            throw e;
        }
    }

    private void requireTimeAfter(List<Throwable> failures) {
        var deadline = Deadline.current();
        if (!failures.isEmpty() && deadline.isOver()) {
            throw DeadlineException.over(
                    place.database(), deadline, "connecting failed %d times".formatted(failures.size()));
        }
    }

    /** Whoever gets no answer of the database, for want of a pool or of time, learns nothing of it; one that tries for all ends that. */
    private void notAsked() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }

    /** The failure that was not followed by a better one tells more than that time was up. */
    private static SQLException late(List<Throwable> failures, DeadlineException error) {
        var last = last(failures, error);
        last.addSuppressed(error);
        return last;
    }

    /** The last failure, with those before it suppressed. Unchecked ones reach the caller by themselves. */
    private static SQLException last(List<Throwable> failures, RuntimeException wrapping) {
        if (failures.isEmpty() || !(failures.remove(failures.size() - 1) instanceof SQLException last)) {
            throw wrapping;
        }
        failures.stream().filter(earlier -> earlier != last).forEach(last::addSuppressed);
        return last;
    }

    CircuitStatus status() {
        var state = state();
        var retryIn = state == State.OPEN ? breaker.getRemainingDelay() : Duration.ZERO;
        return new CircuitStatus(place.region(), place.database(), state, retryIn);
    }

    private State state() {
        return switch (breaker.getState()) {
            case CLOSED -> State.CLOSED;
            case OPEN -> State.OPEN;
            case HALF_OPEN -> State.TRYING;
        };
    }
}
