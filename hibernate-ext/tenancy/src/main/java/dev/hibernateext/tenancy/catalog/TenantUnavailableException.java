/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;

/** The tenant in force cannot be worked for now. No connection was taken. */
public final class TenantUnavailableException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantKey tenant;
    private final TenantStatus tenantStatus;

    private TenantUnavailableException(TenantKey tenant, TenantStatus tenantStatus, String remedy) {
        super("tenancy.unavailable", "Tenant '%s' is %s. %s".formatted(tenant.value(), tenantStatus, remedy), null);
        this.tenant = tenant;
        this.tenantStatus = tenantStatus;
    }

    static TenantUnavailableException of(Tenant tenant) {
        var remedy = tenant.status() == TenantStatus.MOVING
                ? "Repeat the work when the move is over."
                : "Refuse its requests until the catalog has it as ACTIVE.";
        return new TenantUnavailableException(tenant.key(), tenant.status(), remedy);
    }

    /**
     * Whom the work was for.
     *
     * @return the identifier
     */
    public TenantKey tenant() {
        return tenant;
    }

    /**
     * What the catalog says.
     *
     * @return anything but ACTIVE
     */
    public TenantStatus tenantStatus() {
        return tenantStatus;
    }

    @Override
    public int status() {
        return 503;
    }
}
