/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The audit of a factory, which may have none as long as nobody needs it. */
record AuditTrail(@Nullable TenancyAudit audit, Clock clock) {

    void record(TenancyEvent event) {
        required().record(event);
    }

    void recordIfAny(TenancyEvent event) {
        if (audit != null) {
            audit.record(event);
        }
    }

    Instant now() {
        return clock.instant();
    }

    AuditTrail require() {
        required();
        return this;
    }

    private TenancyAudit required() {
        if (audit == null) {
            throw TenancyConfigurationException.missing(TenancySettings.AUDIT, TenancyAudit.class);
        }
        return audit;
    }

    /** Writes down that a session is opened for a tenant that was put in force over another. */
    void sessionOpens(String tenant) {
        var permission = Tenants.permission();
        if (permission != null) {
            record(new TenancyEvent.Overridden(permission, new TenantKey(tenant), now()));
        }
    }
}
