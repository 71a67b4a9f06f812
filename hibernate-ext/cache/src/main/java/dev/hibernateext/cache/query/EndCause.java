/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

/** Why a cached result is not used any more. */
public enum EndCause {

    /** Its key was invalidated. */
    KEY,

    /** A pattern was invalidated, and its key matches. */
    PATTERN,

    /** One of its tags was invalidated. */
    TAG,

    /** An entity whose table the query reads was invalidated. */
    ENTITY,

    /** All results of its tenant, or of all tenants, were invalidated. */
    TENANT,

    /** A transaction wrote what the query may read. */
    WRITE,

    /** It is older than the query wants. */
    EXPIRY,

    /** It made room for others. Counted by region, together with results of {@code setCacheable(true)} in it; listeners are not told. */
    SIZE
}
