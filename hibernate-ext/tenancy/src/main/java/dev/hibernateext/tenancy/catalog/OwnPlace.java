/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.tenancy.catalog.TenantPlacement.Database;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;

/** Tells whether somebody else is where a tenant wants to be on its own. */
record OwnPlace(TenantPlacement wanted) {

    boolean overlaps(TenantPlacement other) {
        if (!wanted.region().equals(other.region()) || !wanted.database().equals(other.database())) {
            return false;
        }
        if (wanted instanceof Database || other instanceof Database) {
            return true;
        }
        return wanted instanceof Schema one
                && other instanceof Schema two
                && one.schema().equals(two.schema());
    }
}
