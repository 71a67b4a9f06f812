/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

/** Why a connection was closed. */
public enum RetirementReason {
    /** It had served as many tenants as it may. */
    TENANTS,
    /** It was as old as it may get. */
    LIFETIME,
    /** Nobody used it for the idle time. */
    IDLE,
    /** It was broken, or in a state that could not be taken back. */
    BROKEN,
    /** The schema of a tenant it had served has changed: {@link AffineDatabases#schemaChanged}. */
    SCHEMA_CHANGED,
    /** The database was evicted: {@link AffineDatabases#evict}. */
    EVICTED,
    /** The databases were closed. */
    CLOSED
}
