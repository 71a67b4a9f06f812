/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import java.util.List;

/** Where the tenant who attacks and the tenant who is attacked live. */
enum Ground {
    ROWS,
    SCHEMAS,
    DATABASES,
    HYBRID,

    /** In rows, with the guard removed: what does not succeed here proves nothing elsewhere. */
    UNGUARDED;

    boolean isGuarded() {
        return this != UNGUARDED;
    }

    List<String> tenants(TenantFleet fleet) {
        return switch (this) {
            case ROWS, UNGUARDED -> List.of(fleet.inRows(), fleet.inRows());
            case SCHEMAS -> List.of(fleet.inSchema(), fleet.inSchema());
            case DATABASES -> List.of(fleet.inDatabase(), fleet.inDatabase());
            case HYBRID -> List.of(fleet.inRows(), fleet.inSchema());
        };
    }
}
