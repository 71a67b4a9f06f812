/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

/** Who keeps the entries of regions. */
public enum CacheProvider {

    /** Ehcache, in the process of the session factory alone. */
    EHCACHE,

    /** Redis, for all nodes of an application. */
    REDIS
}
