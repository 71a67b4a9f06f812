/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

/** A catalog that tenants can be added to. No two tenants have a schema or a database in common that is one's own. */
public interface TenantRegistry extends TenantCatalog {

    /**
     * Adds a tenant.
     *
     * @param tenant the tenant, at epoch 0
     * @throws TenantConflictException if the identifier or the place is taken
     */
    void add(Tenant tenant);

    /**
     * Changes a tenant that is still as it was read.
     *
     * @param read the tenant as it was
     * @param changed the tenant as it shall be, with the same key
     * @throws TenantConflictException if somebody else has changed the tenant, or the new place is taken
     */
    void replace(Tenant read, Tenant changed);
}
