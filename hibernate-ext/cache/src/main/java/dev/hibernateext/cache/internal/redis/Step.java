/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;

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
    enum Kind {
        GET,
        PUT,
        INSERT,
        LOCK,
        UNLOCK,
        EVICT,
        CONTAINS,
        COUNT,
        RESET;

        /** Whether others would go on with what is outdated if Redis did not hear of it. */
        boolean invalidates() {
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

    /** In the order of the script. */
    Object[] arguments(EntryLimits limits, long quiet, byte... entry) {
        return new Object[] {
            bytes(kind.name().toLowerCase(Locale.ROOT)),
            bytes(UUID.randomUUID().toString()),
            bytes(reader.incarnation()),
            bytes(reader.sequence()),
            bytes(limits.entries()),
            bytes(limits.ttl()),
            bytes(key),
            bytes(lock),
            bytes(limits.lock()),
            entry,
            bytes(quiet)
        };
    }

    private static byte[] bytes(Object value) {
        return value.toString().getBytes(UTF_8);
    }
}
