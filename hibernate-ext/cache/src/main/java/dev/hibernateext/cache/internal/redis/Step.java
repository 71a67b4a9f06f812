/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.Call.Operation;
import java.util.List;

/**
 * One step on a key of a region.
 *
 * @param kind what to do
 * @param key of the entry, or {@link #ALL}
 * @param reader the position the reader began at, or that of the lock
 * @param lock its id, or empty
 */
record Step(Kind kind, String key, Position reader, String lock) {

    static final String ALL = "*";

    /** What the script knows. */
    enum Kind implements Operation {
        GET,
        PUT,
        INSERT,
        LOCK,
        UNLOCK,
        EVICT,
        CONTAINS,
        COUNT,
        RESET;

        @Override
        public boolean invalidates() {
            return this == LOCK || this == UNLOCK || this == EVICT || this == INSERT;
        }
    }

    static Step of(Kind kind, String key) {
        return new Step(kind, key, Position.UNKNOWN, "");
    }

    static Step get(String key, Position reader) {
        return new Step(Kind.GET, key, reader, "");
    }

    static Step lock(String key, String lock) {
        return new Step(Kind.LOCK, key, Position.UNKNOWN, lock);
    }

    static Step unlock(String key, RemoteLock lock) {
        return new Step(Kind.UNLOCK, key, lock.taken(), lock.id());
    }

    /** As the script of regions takes it. */
    Call on(String region, EntryLimits limits, byte... entry) {
        return new Call(
                RedisScript.REGION,
                RegionKeys.of(region),
                kind,
                List.of(
                        reader.incarnation(),
                        reader.sequence(),
                        limits.entries(),
                        limits.ttl(),
                        key,
                        lock,
                        limits.lock(),
                        entry));
    }
}
