/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.HibernateExtException;

/** Work that needs a tenant was begun where none is in force. No connection was taken. */
public final class NoTenantException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private NoTenantException(String message) {
        super("tenancy.no-tenant", message, null);
    }

    static NoTenantException onThread() {
        return new NoTenantException(
                "No tenant is in force on thread '%s'. Run the work with Tenants.run, or within Tenants.openShared for tables all tenants share; carry a tenant to another thread with Contexts.wrap."
                        .formatted(Thread.currentThread().getName()));
    }

    /**
     * A session was to be opened within work that sees all tenants, which has its own.
     *
     * @return the error
     */
    public static NoTenantException besideAdmin() {
        return new NoTenantException(
                "Work that sees all tenants has one session, and no other can be opened beside it. Use the session it was given, or put a tenant in force with Tenants.override.");
    }

    static NoTenantException inSharedScope() {
        return new NoTenantException(
                "The scope for shared tables, and that of work that sees all tenants, have no tenant. Run the work with Tenants.run outside of them.");
    }
}
