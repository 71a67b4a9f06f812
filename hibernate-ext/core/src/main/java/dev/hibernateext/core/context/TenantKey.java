/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

/**
 * The identifier of a tenant.
 *
 * @param value the identifier as the tenant catalog and the tenant column hold it; not blank
 */
public record TenantKey(String value) {

    /** Checks the identifier. */
    public TenantKey {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The key of a tenant is blank. Pass the identifier of the tenant.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
