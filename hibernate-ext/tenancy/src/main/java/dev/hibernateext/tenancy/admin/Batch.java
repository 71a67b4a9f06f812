/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Rows;
import java.util.List;

/**
 * Tenants that live in the same way in one database.
 *
 * @param tenants at least one
 */
record Batch(List<Tenant> tenants) {

    /** Of the first, and as far as the database goes of all. */
    TenantPlacement place() {
        return tenants.get(0).placement();
    }

    boolean isInRows() {
        return place() instanceof Rows;
    }

    boolean isOne() {
        return tenants.size() == 1;
    }

    Batch first() {
        return new Batch(tenants.subList(0, tenants.size() / 2));
    }

    Batch second() {
        return new Batch(tenants.subList(tenants.size() / 2, tenants.size()));
    }
}
