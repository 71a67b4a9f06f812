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

    /** With what keys begin that name no tenant. */
    private static final String RESERVED = ":";

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

    /**
     * Whether the key stands for work that belongs to no tenant, such as that on tables all tenants share. Rows of tenants are out
     * of its reach.
     *
     * @return true if it begins with a colon
     */
    public boolean isReserved() {
        return value.startsWith(RESERVED);
    }
}
