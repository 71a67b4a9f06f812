/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.admission.AdmissionEvent.AdmittedLate;
import dev.hibernateext.tenancy.admission.AdmissionEvent.Evicted;
import dev.hibernateext.tenancy.admission.AdmissionEvent.QueueFull;
import dev.hibernateext.tenancy.admission.AdmissionEvent.TimedOut;
import dev.hibernateext.tenancy.deadline.Deadline;
import java.util.Map;

/**
 * A tenant got no connection, since others have them. None was taken from the pool, and the same work may succeed later. Sessions
 * throw it as it is; where the thread was interrupted, its flag is still set.
 */
public final class AdmissionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient AdmissionEvent event;

    private AdmissionException(String code, AdmissionEvent event, String happened, String remedy) {
        super("tenancy.admission-" + code, message(event, happened, remedy), null);
        this.event = event;
    }

    private static String message(AdmissionEvent event, String happened, String remedy) {
        var tenant = event.tenant();
        var place = tenant.placement();
        return "Tenant '%s' got no connection to database '%s' in region '%s': %s (%s). %s"
                .formatted(tenant.key().value(), place.database(), place.region(), happened, event.load(), remedy);
    }

    static AdmissionException of(AdmissionEvent event, Deadline deadline) {
        if (event instanceof QueueFull) {
            return full(event);
        }
        if (event instanceof Evicted) {
            return evicted(event);
        }
        return event instanceof TimedOut ? timedOut(event, deadline) : interrupted(event);
    }

    private static AdmissionException full(AdmissionEvent event) {
        var happened = event.load().limits().overflow() == Overflow.REJECT
                ? "nobody may wait for one"
                : "there was no room to wait";
        return new AdmissionException(
                "full",
                event,
                happened,
                "Repeat the work later, raise the limits that are reached, or let the tenant ask for less at once.");
    }

    private static AdmissionException evicted(AdmissionEvent event) {
        return new AdmissionException(
                "evicted",
                event,
                "it gave way to a later request after %d ms"
                        .formatted(event.waited().toMillis()),
                "Repeat the work later, or choose Overflow.QUEUE to turn away those who come last.");
    }

    private static AdmissionException timedOut(AdmissionEvent event, Deadline deadline) {
        return new AdmissionException(
                "timeout",
                event,
                "its turn did not come within %d ms".formatted(deadline.length().toMillis()),
                "Look for work that keeps connections long, or raise the limits that are reached."
                        + deadline.account());
    }

    private static AdmissionException interrupted(AdmissionEvent event) {
        return new AdmissionException(
                "interrupted",
                event,
                "its thread was interrupted after %d ms"
                        .formatted(event.waited().toMillis()),
                "Whoever interrupted it knows why.");
    }

    /**
     * Whose request it was.
     *
     * @return the identifier
     */
    public TenantKey tenant() {
        return event.tenant().key();
    }

    /**
     * What became of the request.
     *
     * @return any event but {@link AdmittedLate}
     */
    public AdmissionEvent event() {
        return event;
    }

    /** 503 (Service Unavailable, RFC 9110 section 15.6.4): the same request may succeed later. */
    @Override
    public int status() {
        return 503;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("waitedMillis", event.waited().toMillis());
    }
}
