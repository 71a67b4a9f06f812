/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

/**
 * What bounds the entries of a region in Redis.
 *
 * @param entries the most, entries that are gone but whose last change is known among them
 * @param ttl how long an entry is used, in milliseconds; 0 for as long as there is room
 * @param lock how long a writer is waited for, in milliseconds
 */
public record EntryLimits(long entries, long ttl, long lock) {

    static final EntryLimits NONE = new EntryLimits(1, 0, 1);
}
