/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connecting to a database has failed so often that it is let alone for a while. Nothing was tried; the cause is the last failure,
 * and work in other databases goes on.
 */
public final class CircuitOpenException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantPlacement place;
    private final Duration retryIn;

    private CircuitOpenException(String message, TenantPlacement place, Duration retryIn, @Nullable Throwable last) {
        super("tenancy.circuit-open", message, last);
        this.place = place;
        this.retryIn = retryIn;
    }

    static CircuitOpenException of(TenantPlacement place, Duration retryIn, @Nullable Throwable last) {
        var message =
                "Database '%s' in region '%s' is not asked for connections, since it kept failing. It will be tried again in %d ms. Repeat the work then, or see to the database: the cause tells what it said."
                        .formatted(place.database(), place.region(), retryIn.toMillis());
        return new CircuitOpenException(message, place, retryIn, last);
    }

    /**
     * Which region.
     *
     * @return its name
     */
    public String region() {
        return place.region();
    }

    /**
     * Which database.
     *
     * @return its name within the region
     */
    public String database() {
        return place.database();
    }

    /**
     * When it will be tried again.
     *
     * @return from when this was thrown; zero if somebody is trying
     */
    public Duration retryIn() {
        return retryIn;
    }

    /** 503 (Service Unavailable, RFC 9110 section 15.6.4): the same request may succeed later. */
    @Override
    public int status() {
        return 503;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("retryInMillis", retryIn.toMillis());
    }
}
