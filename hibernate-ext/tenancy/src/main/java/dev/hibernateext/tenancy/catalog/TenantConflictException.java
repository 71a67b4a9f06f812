/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import org.jspecify.annotations.Nullable;

/** A tenant was not added or changed: somebody else was first. The catalog is as it was. */
public final class TenantConflictException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantKey tenant;

    private TenantConflictException(TenantKey tenant, String message, @Nullable Throwable cause) {
        super("tenancy.conflict", message, cause);
        this.tenant = tenant;
    }

    static TenantConflictException exists(TenantKey tenant) {
        return new TenantConflictException(
                tenant,
                "Tenant '%s' is in the catalog already. Identifiers of deleted tenants are not used again; choose another."
                        .formatted(tenant.value()),
                null);
    }

    static TenantConflictException placeTaken(Tenant tenant) {
        return new TenantConflictException(
                tenant.key(),
                "Tenant '%s' cannot be placed in %s: another tenant is there. Choose another schema or database."
                        .formatted(tenant.key().value(), tenant.placement()),
                null);
    }

    static TenantConflictException outdated(Tenant read) {
        return new TenantConflictException(
                read.key(),
                "Tenant '%s' is no longer %s at epoch %d. Read it again and decide anew."
                        .formatted(read.key().value(), read.status(), read.epoch()),
                null);
    }

    /**
     * Who was to be added or changed.
     *
     * @return the identifier
     */
    public TenantKey tenant() {
        return tenant;
    }

    @Override
    public int status() {
        return 409;
    }
}
