/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows which connections may have prepared statements from before a table changed. While no change is known, it costs nothing.
 * Safe for use by many threads.
 */
final class PreparedPlans {

    private static final @Nullable Class<?> DRIVERS = drivers();

    private final AtomicLong changes = new AtomicLong();

    /** How many changes each connection to a server had seen when it forgot its plans; a pool wraps another object around it each time. */
    private final Map<Object, Long> seen = Collections.synchronizedMap(new WeakHashMap<>());

    private static @Nullable Class<?> drivers() {
        try {
            return Class.forName("org.postgresql.PGConnection");
        } catch (ClassNotFoundException e) {
            return null; // Another driver, of whose plans nothing is known.
        }
    }

    void changed() {
        changes.incrementAndGet();
    }

    /** Has a connection forget what it prepared before the last change, in one round trip; the driver notices. */
    void renewOn(Connection pooled) throws SQLException {
        var now = changes.get();
        if (now == 0 || DRIVERS == null || !pooled.isWrapperFor(DRIVERS)) {
            return;
        }
        var server = pooled.unwrap(DRIVERS);
        if (seen.getOrDefault(server, 0L) < now) {
            forgetAll(pooled);
            seen.put(server, now);
        }
    }

    private static void forgetAll(Connection pooled) throws SQLException {
        try (var statement = pooled.createStatement()) {
            statement.execute("deallocate all");
        } finally {
            if (!pooled.getAutoCommit()) {
                pooled.rollback();
            }
        }
    }
}
