/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * When each of many subjects was invalidated last. So many are known one by one; of those before, only that none was invalidated after a certain
 * time, which takes more results with it than it has to. Safe for use by many threads.
 */
final class Epochs {

    private static final long NEVER = Long.MIN_VALUE;

    private final int most;
    private final ConcurrentMap<Subject, Long> times = new ConcurrentHashMap<>();
    private volatile long floor = NEVER;

    Epochs(int most) {
        this.most = most;
    }

    record Subject(Realm realm, String name) {}

    void invalidate(Subject subject, long now) {
        times.merge(subject, now, Math::max);
        if (times.size() > most) {
            forgetTheOlderHalf();
        }
    }

    /** The floor rises before anything goes, so that no invalidation is missed in between. */
    private synchronized void forgetTheOlderHalf() {
        if (times.size() > most) {
            var sorted =
                    times.values().stream().mapToLong(Long::longValue).sorted().toArray();
            var middle = sorted[sorted.length / 2];
            floor = Math.max(floor, middle);
            times.values().removeIf(time -> time <= middle);
        }
    }

    /** Whether the subject was invalidated since, for its tenant or for all. */
    boolean isInvalidatedSince(long began, Realm realm, String name) {
        if (times.isEmpty()) {
            return floor >= began;
        }
        var last = Math.max(last(new Subject(realm, name)), last(new Subject(Realm.ALL, name)));
        return last >= began || floor >= began;
    }

    private long last(Subject subject) {
        return times.getOrDefault(subject, NEVER);
    }
}
