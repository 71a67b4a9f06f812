/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;

/** Work for one tenant tried to become work for another without a permission. */
public final class TenantSwitchException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantKey current;
    private final transient TenantKey requested;

    private TenantSwitchException(TenantKey current, TenantKey requested, String message) {
        super("tenancy.switch-refused", message, null);
        this.current = current;
        this.requested = requested;
    }

    static TenantSwitchException withoutPermission(TenantKey current, TenantKey requested) {
        return new TenantSwitchException(
                current,
                requested,
                "Work for tenant '%s' cannot open a scope for tenant '%s'. Close the first scope, or pass a TenantPermission to Tenants.override."
                        .formatted(current.value(), requested.value()));
    }

    /**
     * Whom the work is for.
     *
     * @return the tenant in force
     */
    public TenantKey current() {
        return current;
    }

    /**
     * Whom it was to be for.
     *
     * @return the tenant that stayed out of force
     */
    public TenantKey requested() {
        return requested;
    }

    @Override
    public int status() {
        return 403;
    }
}
