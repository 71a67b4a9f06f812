/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.tenancy.catalog.TenantPlacement;

/** One database. */
record Place(String region, String database) {

    static Place of(TenantPlacement placement) {
        return new Place(placement.region(), placement.database());
    }
}
