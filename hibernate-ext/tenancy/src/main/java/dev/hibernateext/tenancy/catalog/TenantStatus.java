/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

/** Whether a tenant can be worked for. */
public enum TenantStatus {
    /** Sessions open. */
    ACTIVE,

    /** Somebody has stopped the tenant for now. */
    SUSPENDED,

    /** Its rows are on the way to another place; they are written in neither. */
    MOVING,

    /** Its rows are gone or about to go. The identifier is not used again. */
    DELETED
}
