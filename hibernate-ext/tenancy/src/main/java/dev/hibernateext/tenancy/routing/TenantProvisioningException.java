/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.Tenant;

/** The place of a new tenant could not be made. What was made of it is gone again, or named in a suppressed error. */
public final class TenantProvisioningException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantKey tenant;

    private TenantProvisioningException(TenantKey tenant, String message, Throwable cause) {
        super("tenancy.provisioning", message, cause);
        this.tenant = tenant;
    }

    static TenantProvisioningException of(Tenant tenant, Throwable cause) {
        return new TenantProvisioningException(
                tenant.key(),
                "The place %s of tenant '%s' could not be made. Look at the cause: if the place exists, it may belong to somebody; otherwise the role may lack rights, see TenantProvisioner.with."
                        .formatted(tenant.placement(), tenant.key().value()),
                cause);
    }

    /**
     * Whose place it was going to be.
     *
     * @return the identifier
     */
    public TenantKey tenant() {
        return tenant;
    }
}
