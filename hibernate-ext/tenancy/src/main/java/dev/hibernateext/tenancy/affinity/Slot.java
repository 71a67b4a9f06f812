/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place for one connection, and which tenants it has served. Guarded by the slots of its database, except for the connection, which belongs to the borrower. */
final class Slot {

    private final Set<TenantKey> served = new HashSet<>();
    private boolean busy;
    private @Nullable RetirementReason ordered;
    private volatile @Nullable KeptConnection connection;

    boolean isIdle() {
        return !busy;
    }

    boolean hasServed(TenantKey tenant) {
        return served.contains(tenant);
    }

    int tenants() {
        return served.size();
    }

    @Nullable
    KeptConnection connection() {
        return connection;
    }

    void keep(@Nullable KeptConnection next) {
        connection = next;
    }

    /** The schema of a tenant has changed: what a backend prepared for it fits no more. */
    void schemaChanged(TenantKey tenant) {
        if (ordered == null && served.contains(tenant)) {
            ordered = RetirementReason.SCHEMA_CHANGED;
        }
    }

    void order(RetirementReason reason) {
        if (busy || connection != null) {
            ordered = reason;
        }
    }

    /** Why the connection is to be closed whatever happens, or null. */
    @Nullable
    RetirementReason ordered() {
        return ordered;
    }

    /** Why the connection is not to be used again, or null. */
    @Nullable
    RetirementReason retirement(AffinityLimits limits, Instant now, boolean unused) {
        var kept = connection;
        if (kept == null) {
            return null;
        }
        if (ordered != null) {
            return ordered;
        }
        if (kept.age(now).compareTo(limits.lifetime()) >= 0) {
            return RetirementReason.LIFETIME;
        }
        return unused && kept.idle(now).compareTo(limits.idleTime()) >= 0 ? RetirementReason.IDLE : null;
    }

    /** Whether one tenant more would be too many. */
    boolean isFullFor(TenantKey tenant, AffinityLimits limits) {
        return served.size() >= limits.tenantsPerConnection() && !served.contains(tenant);
    }

    void take() {
        busy = true;
    }

    void leave() {
        busy = false;
    }

    /** Whether the tenant was served before. */
    boolean serve(TenantKey tenant) {
        return !served.add(tenant);
    }

    /** The connection is another one from now on. */
    void forget() {
        served.clear();
        ordered = null;
    }
}
