/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
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
    private final CircuitLimits limits;
    private final CircuitBreaker<Connection> breaker;
    private final FailsafeExecutor<Connection> executor;
    private volatile @Nullable Throwable lastFailure;

    Circuit(TenantPlacement place, ConnectRetries retries, CircuitLimits limits) {
        this.place = place;
        this.limits = limits;
        this.breaker = CircuitBreaker.<Connection>builder()
                .handleIf(ConnectFailures::mayPass)
                .withFailureThreshold(limits.failures())
                .withDelay(limits.pause())
                .onOpen(event -> opened())
                .onClose(event -> LOG.infof(CLOSED, place.database(), place.region()))
                .build();
        this.executor = Failsafe.with(policy(retries)).compose(breaker);
    }

    /** Asks a pool for a connection. */
    interface Connecting {

        Connection connect() throws SQLException;
    }

    private static RetryPolicy<Connection> policy(ConnectRetries retries) {
        RetryPolicyBuilder<Connection> builder = RetryPolicy.<Connection>builder()
                .handleIf(ConnectFailures::mayPass)
                .withMaxAttempts(retries.attempts())
                .withMaxDuration(retries.total());
        if (retries.multiplier() > 1 && retries.maxDelay().compareTo(retries.initialDelay()) > 0) {
            builder.withBackoff(retries.initialDelay(), retries.maxDelay(), retries.multiplier());
        } else {
            builder.withDelay(retries.initialDelay());
        }
        return (retries.jitter() > 0 ? builder.withJitter(retries.jitter()) : builder).build();
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
        try {
            return executor.get(() -> once(connecting, failures));
        } catch (CircuitBreakerOpenException e) {
            throw CircuitOpenException.of(place, breaker.getRemainingDelay(), lastFailure);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw last(failures, e);
        }
    }

    private Connection once(Connecting connecting, List<Throwable> failures) throws SQLException {
        try {
            return connecting.connect();
        } catch (SQLException | RuntimeException e) {
            failures.add(e);
            lastFailure = e;
            throw e;
        }
    }

    /** The last failure, with those before it suppressed. Unchecked ones reach the caller by themselves. */
    private static SQLException last(List<Throwable> failures, FailsafeException wrapping) {
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
