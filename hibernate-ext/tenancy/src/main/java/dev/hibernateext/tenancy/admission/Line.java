/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.tenancy.catalog.Tenant;
import org.jspecify.annotations.Nullable;

/** The requests of one tenant to one database, first come first served. Guarded by the lock of the gate. */
final class Line {

    private Tenant tenant;
    private TenantLimits limits;
    private @Nullable Request first;
    private @Nullable Request last;
    private int running;
    private int waiting;

    Line(Tenant tenant, TenantLimits limits) {
        this.tenant = tenant;
        this.limits = limits;
    }

    void learn(Tenant changed, TenantLimits theirs) {
        tenant = changed;
        limits = theirs;
    }

    /** Whether the limits are those of the tenant as it is now. A cached catalog gives the same instance again. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Tenant asking) {
        return tenant == asking || tenant.equals(asking);
    }

    boolean hasRoomToRun() {
        return running < limits.connections();
    }

    boolean hasRoomToWait() {
        return waiting < limits.waiting();
    }

    boolean isIdle() {
        return running == 0 && waiting == 0;
    }

    boolean isTurnDue() {
        return waiting > 0 && hasRoomToRun();
    }

    int waiting() {
        return waiting;
    }

    /** Who came first, if anybody waits. */
    Request first() {
        return requireNonNull(first);
    }

    /** Who came last, if anybody waits. */
    Request last() {
        return requireNonNull(last);
    }

    void add(Request request) {
        request.follow(last);
        if (last == null) {
            first = request;
        }
        last = request;
        waiting++;
    }

    void remove(Request request) {
        if (request == first) {
            first = request.next();
        }
        if (request == last) {
            last = request.previous();
        }
        request.stepOut();
        waiting--;
    }

    void run() {
        running++;
    }

    void ran() {
        running--;
    }

    TenantLoad load() {
        return new TenantLoad(tenant.key(), running, waiting, limits);
    }
}
