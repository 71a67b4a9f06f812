/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The patterns that were invalidated, latest first. So many are known one by one; results with a key that are older than those are ended.
 * Safe for use by many threads.
 */
final class PatternLog {

    private final int most;
    private final Deque<Invalidated> latest = new ConcurrentLinkedDeque<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile long floor = Long.MIN_VALUE;

    PatternLog(int most) {
        this.most = most;
    }

    private record Invalidated(Realm realm, KeyPattern pattern, long time) {

        boolean ends(Realm one, String key, long began) {
            return time >= began && realm.has(one) && pattern.matches(key);
        }
    }

    synchronized void invalidate(Realm realm, KeyPattern pattern, long now) {
        latest.addFirst(new Invalidated(realm, pattern, now));
        if (size.incrementAndGet() > most) {
            floor = Math.max(floor, latest.getLast().time());
            latest.removeLast();
            size.decrementAndGet();
        }
    }

    boolean isInvalidatedSince(long began, Realm realm, String key) {
        return latest.stream().anyMatch(invalidated -> invalidated.ends(realm, key, began)) || floor >= began;
    }
}
