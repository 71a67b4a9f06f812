/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results that this node has read, which are used when Redis says that they are still the ones. Safe for use by many threads. */
final class NearResults {

    private final long most;
    private final Map<String, Near> latest = new LinkedHashMap<>(16, 0.75f, true);

    NearResults(long most) {
        this.most = most;
    }

    /**
     * One of them.
     *
     * @param id that Redis gave it
     * @param checked up to which change no pattern ends it
     * @param item as it was decoded
     */
    record Near(String id, long checked, Object item) {}

    synchronized @Nullable Near get(String key) {
        return latest.get(key);
    }

    synchronized void put(String key, Near near) {
        latest.put(key, near);
        if (latest.size() > most) {
            var eldest = latest.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    synchronized void remove(String key) {
        latest.remove(key);
    }

    synchronized void clear() {
        latest.clear();
    }
}
