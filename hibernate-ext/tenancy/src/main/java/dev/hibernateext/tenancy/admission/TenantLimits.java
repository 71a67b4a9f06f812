/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static dev.hibernateext.tenancy.admission.InvalidAdmissionException.require;

/**
 * How much of its database one tenant may take. A number beyond that of all tenants together means no limit of its own.
 *
 * @param connections how many connections it has at once, at least 1
 * @param waiting how many of its requests wait at once, at least 1
 */
public record TenantLimits(int connections, int waiting) {

    /** None of its own. */
    public static final TenantLimits NONE = new TenantLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Checks the ranges.
     *
     * @throws InvalidAdmissionException if one does not hold
     */
    public TenantLimits {
        require(connections >= 1, "tenant connections", connections, "at least 1, and suspend tenants in the catalog");
        require(waiting >= 1, "tenant waiting", waiting, "at least 1");
    }
}
